-- Statements that have the words, best first.
with found as materialized (
  select rowid, bm25(statement_fts) as score from statement_fts where statement_fts match :words
),
best as materialized (
  select found.rowid, found.score, s.id as record_id, count(*) over () as total
  from found join statement s on s.rowid = found.rowid
  where s.gist is not null
  order by found.score, s.id limit :size offset :skip
)
select best.record_id, s.gist as text, s.kind as kind, d.title as note,
  highlight(statement_fts, 0, char(2), char(3)) as marked,
  snippet(statement_fts, -1, char(2), char(3), '…', 14) as snippet, best.total
from best
join statement_fts on statement_fts.rowid = best.rowid and statement_fts match :words
join statement s on s.rowid = best.rowid
join document d on d.id = s.document
order by best.score, best.record_id
