-- How the statements of two documents sound: how sure, and whom they credit.
with voiced as (
  select 'hedging' as facet, hedging as word, document from statement
    where document in (:left, :right) and hedging is not null
  union all
  select 'attribution', attribution, document from statement
    where document in (:left, :right) and attribution is not null
)
select facet, word, count(*) filter (where document = :left) as left_n,
  count(*) filter (where document = :right) as right_n
from voiced group by facet, word order by facet desc, left_n + right_n desc, word
