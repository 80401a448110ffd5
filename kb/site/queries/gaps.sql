-- Some gaps of one severity that are asked for; those in the same words stand together.
with picked as materialized (
  select gap_id, row_number() over (order by kind, claim_id, said, gap_id) as place
  from (
    select g.id as gap_id, g.kind, g.claim as claim_id, g.said from gap g
    where g.severity = :severity and (:kind is null or g.kind = :kind)
      and (:document is null
        or g.statement in (select id from statement where document = :document))
      and (:claim is null or g.id in (select gap_id from claim_gap where claim_id = :claim))
    order by g.kind, g.claim, g.said, g.id limit :size offset :skip
  )
)
-- include gap_details
