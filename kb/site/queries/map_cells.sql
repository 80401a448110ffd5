-- include map_placed
-- How many claims of each verdict a cell has, and of which terms.
, counted as materialized (
  select c.population, c.outcome, coalesce(v.rating, 'not_yet_assessed') as verdict, count(*) as n
  from claim c left join verdict v on v.claim = c.id
  where c.status in ('draft', 'reviewed')
  group by c.population, c.outcome, verdict
)
select down.place, across.place as column_place, verdict, sum(n) as n,
  json_group_array(distinct population) as populations,
  json_group_array(distinct outcome) as outcomes
from counted
join down on down.term = population
join across on across.term = outcome
group by down.place, column_place, verdict
order by down.place, column_place, n desc, verdict
