-- Terms with the places of their groups, of which :populations and :outcomes are pairs.
with across as materialized (
  select value ->> 0 as term, value ->> 1 as place from json_each(:outcomes)
),
down as materialized (
  select value ->> 0 as term, value ->> 1 as place from json_each(:populations)
)
