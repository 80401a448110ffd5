-- The claims that two documents make, and how each says them.
with said as materialized (
  select sc.claim, s.document, count(*) as n, json_group_array(distinct s.hedging) as hedging
  from statement s join statement_claim sc on sc.statement = s.id
  where s.document in (:left, :right) and sc.relation <> 'denies'
  group by sc.claim, s.document
),
beside as (
  select claim, max(n) filter (where document = :left) as left_n,
    max(n) filter (where document = :right) as right_n,
    max(hedging) filter (where document = :left) as left_hedging,
    max(hedging) filter (where document = :right) as right_hedging
  from said group by claim
)
