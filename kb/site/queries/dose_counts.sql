-- How many doses each kind of owner gives for each population.
select
  case owner_type when 'arm' then 'studied' when 'statement' then 'told' else 'advised' end as part,
  counted.owner_type, counted.n, t.id as population_id, t.label as population_label
from (
  select d.owner_type, coalesce(d.population, g.population) as population, count(*) as n
  from dose d
  left join protocol_step p on d.owner_type = 'protocol_step' and p.id = d.owner_id
  left join guidance g on g.id = p.guidance
  group by 1, 2
) counted
left join term t on t.id = counted.population
order by part = 'studied', part, counted.owner_type, population_label
