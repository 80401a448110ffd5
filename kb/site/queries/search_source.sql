-- Sources that have the words, best first.
with found as materialized (
  select rowid, bm25(source_fts, 10, 5, 5, 2) as score from source_fts where source_fts match :words
)
select s.key as record_id, coalesce(s.title, s.citation) as text, s.type as kind,
  s.citation as note, count(*) over () as total
from found join source s on s.rowid = found.rowid
order by found.score, s.key limit :size
