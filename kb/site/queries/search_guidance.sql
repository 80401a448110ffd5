-- Guidance that has the words, best first.
with found as materialized (
  select rowid, bm25(guidance_fts, 10, 2, 3) as score from guidance_fts where guidance_fts match :words
)
select g.id as record_id, g.text, g.kind, null as note, count(*) over () as total
from found join guidance g on g.rowid = found.rowid
order by found.score, g.id limit :size
