-- Claims that stand, each in its cells: :populations and :outcomes are pairs of term and place.
with across as materialized (
  select value ->> 0 as term, value ->> 1 as place from json_each(:outcomes)
),
down as materialized (
  select value ->> 0 as term, value ->> 1 as place from json_each(:populations)
),
placed as (
  select c.id, c.population, c.outcome, down.place as place, across.place as column_place
  from claim c
  join down on down.term = c.population
  join across on across.term = c.outcome
  where c.status in ('draft', 'reviewed')
)
