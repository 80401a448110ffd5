-- include gap_fit
-- A page of the gaps asked for, most misleading first; those in the same words stand together.
, found as (select * from fit where not (severity_missed or kind_missed or document_missed)),
picked as materialized (
  select gap_id, row_number() over (order by rank, kind, claim_id, said, gap_id) as place,
    (select count(*) from found) as total
  from (select * from found order by rank, kind, claim_id, said, gap_id limit :size offset :skip)
)
-- include gap_details
