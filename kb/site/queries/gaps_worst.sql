-- include gap_fit
-- The gaps that mislead most, one of each kind before a second of any.
, turns as (
  select gap_id, rank, kind, row_number() over (partition by kind order by rank, gap_id) as turn
  from fit where not (severity_missed or kind_missed or document_missed)
),
picked as materialized (
  select gap_id, row_number() over (order by rank, turn, kind) as place
  from (select * from turns order by rank, turn, kind limit :size)
)
-- include gap_details
