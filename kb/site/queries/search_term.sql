-- Terms that have the words, best first.
with found as materialized (
  select rowid, bm25(term_fts, 10, 8, 2) as score from term_fts where term_fts match :words
)
select t.id as record_id, t.label as text, t.kind, t.definition as note, count(*) over () as total
from found join term t on t.rowid = found.rowid
order by found.score, t.id limit :size
