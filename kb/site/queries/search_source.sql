-- Sources that have the words, best first.
with found as materialized (
  select rowid, bm25(source_fts, 10, 5, 5, 2) as score from source_fts where source_fts match :words
),
best as materialized (
  select found.rowid, found.score, s.key as record_id, count(*) over () as total
  from found join source s on s.rowid = found.rowid
  order by found.score, s.key limit :size offset :skip
)
select best.record_id, coalesce(s.title, s.citation) as text, s.type as kind, s.citation as note,
  highlight(source_fts, 0, char(2), char(3)) as marked,
  snippet(source_fts, -1, char(2), char(3), '…', 14) as snippet, best.total
from best
join source_fts on source_fts.rowid = best.rowid and source_fts match :words
join source s on s.rowid = best.rowid
order by best.score, best.record_id
