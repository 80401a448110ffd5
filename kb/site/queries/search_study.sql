-- Studies that have the words, best first.
with found as materialized (
  select rowid, bm25(study_fts, 10, 5, 2) as score from study_fts where study_fts match :words
)
select s.id as record_id, s.title as text, s.design as kind, s.sample as note,
  count(*) over () as total
from found join study s on s.rowid = found.rowid
order by found.score, s.id limit :size
