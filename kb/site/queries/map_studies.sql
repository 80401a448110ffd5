-- include map_placed
-- How many studies bear on the claims of a cell.
, bearing as materialized (
  select distinct c.population, c.outcome, e.study
  from evidence_line e join claim c on c.id = e.claim
  where c.status in ('draft', 'reviewed')
)
select down.place, across.place as column_place, count(distinct study) as n
from bearing
join down on down.term = population
join across on across.term = outcome
group by down.place, column_place
