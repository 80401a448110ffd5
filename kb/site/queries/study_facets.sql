-- include study_fit
-- How many studies each choice would show, the others staying as they are.
,
counted(population, n) as (
  select population, count(*) from fit
  where population is not null and not (design_missed or reading_missed) group by population
),
within(term, broader) as (
  select population, population from counted
  union
  select w.term, b.broader from within w join term_broader b on b.term = w.broader
)
select 'design' as facet, design as value, design as label, count(*) as n
from fit where not (reading_missed or population_missed) group by design
union all
select 'reading', reading_level, reading_level, count(*)
from fit where not (design_missed or population_missed) group by reading_level
union all
select 'population', t.id, t.label, sum(c.n)
from within w join counted c on c.population = w.term join term t on t.id = w.broader group by t.id
order by facet, n desc, label
limit 100
