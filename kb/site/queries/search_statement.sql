-- Statements that have the words, best first.
with found as materialized (
  select rowid, bm25(statement_fts) as score from statement_fts where statement_fts match :words
)
select s.id as record_id, s.gist as text, s.kind, d.title as note, count(*) over () as total
from found join statement s on s.rowid = found.rowid
join document d on d.id = s.document
where s.gist is not null
order by found.score, s.id limit :size
