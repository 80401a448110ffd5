-- Guidance that has the words, best first.
with found as materialized (
  select rowid, bm25(guidance_fts, 10, 2, 3) as score from guidance_fts where guidance_fts match :words
),
best as materialized (
  select found.rowid, found.score, g.id as record_id, count(*) over () as total
  from found join guidance g on g.rowid = found.rowid
  order by found.score, g.id limit :size offset :skip
)
select best.record_id, g.text as text, g.kind as kind, null as note,
  highlight(guidance_fts, 0, char(2), char(3)) as marked,
  snippet(guidance_fts, -1, char(2), char(3), '…', 14) as snippet, best.total
from best
join guidance_fts on guidance_fts.rowid = best.rowid and guidance_fts match :words
join guidance g on g.rowid = best.rowid
order by best.score, best.record_id
