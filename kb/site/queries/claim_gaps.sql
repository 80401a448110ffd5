-- All gaps of one claim, most misleading first; those in the same words stand together.
with picked as materialized (
  select g.id as gap_id, row_number() over (order by
    case g.severity when 'major' then 1 when 'minor' then 2 else 3 end, g.kind, g.claim, g.said, g.id
  ) as place
  from gap g where g.id in (
    select id from gap where claim = :claim
    union all
    select o.id from statement_claim sc join gap o on o.statement = sc.statement
    where sc.claim = :claim and o.claim is null
  )
)
-- include gap_details
