-- Claims that have the words, best first; the claim's own words weigh most.
with found as materialized (
  select rowid, bm25(claim_fts, 10, 2, 1) as score from claim_fts where claim_fts match :words
)
select c.id as record_id, c.claim as text, c.kind, null as note,
  count(*) over () as total
from found join claim c on c.rowid = found.rowid
order by found.score, c.id limit :size
