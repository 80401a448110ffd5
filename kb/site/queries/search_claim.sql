-- Claims that have the words, best first; the claim's own words weigh most.
with found as materialized (
  select rowid, bm25(claim_fts, 10, 2, 1) as score from claim_fts where claim_fts match :words
),
best as materialized (
  select found.rowid, found.score, c.id as record_id, count(*) over () as total
  from found join claim c on c.rowid = found.rowid
  order by found.score, c.id limit :size offset :skip
)
select best.record_id, c.claim as text, c.kind as kind, null as note,
  highlight(claim_fts, 0, char(2), char(3)) as marked,
  snippet(claim_fts, -1, char(2), char(3), '…', 14) as snippet, best.total
from best
join claim_fts on claim_fts.rowid = best.rowid and claim_fts match :words
join claim c on c.rowid = best.rowid
order by best.score, best.record_id
