-- Claims that stand, each in its cell: :populations and :outcomes give the place of each term.
with across as materialized (select key, value from json_each(:outcomes)),
down as materialized (select key, value from json_each(:populations)),
placed as (
  select c.id, c.population, c.outcome, down.value as place, across.value as column_place
  from claim c
  join down on down.key = c.population
  join across on across.key = c.outcome
  where c.status in ('draft', 'reviewed')
)
