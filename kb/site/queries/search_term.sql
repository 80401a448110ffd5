-- Terms that have the words, best first.
with found as materialized (
  select rowid, bm25(term_fts, 10, 8, 2) as score from term_fts where term_fts match :words
),
best as materialized (
  select found.rowid, found.score, t.id as record_id, count(*) over () as total
  from found join term t on t.rowid = found.rowid
  order by found.score, t.id limit :size offset :skip
)
select best.record_id, t.label as text, t.kind as kind, t.definition as note,
  highlight(term_fts, 0, char(2), char(3)) as marked,
  snippet(term_fts, -1, char(2), char(3), '…', 14) as snippet, best.total
from best
join term_fts on term_fts.rowid = best.rowid and term_fts match :words
join term t on t.rowid = best.rowid
order by best.score, best.record_id
