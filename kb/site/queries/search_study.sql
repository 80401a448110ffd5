-- Studies that have the words, best first.
with found as materialized (
  select rowid, bm25(study_fts, 10, 5, 2) as score from study_fts where study_fts match :words
),
best as materialized (
  select found.rowid, found.score, s.id as record_id, count(*) over () as total
  from found join study s on s.rowid = found.rowid
  order by found.score, s.id limit :size offset :skip
)
select best.record_id, s.title as text, s.design as kind, s.sample as note,
  highlight(study_fts, 0, char(2), char(3)) as marked,
  snippet(study_fts, -1, char(2), char(3), '…', 14) as snippet, best.total
from best
join study_fts on study_fts.rowid = best.rowid and study_fts match :words
join study s on s.rowid = best.rowid
order by best.score, best.record_id
