-- The first documents by title, with how many statements each has.
select d.id as document_id, d.title,
  (select count(*) from statement s where s.document = d.id and s.kind <> 'noise') as n_statements
from (select id, title from document order by title limit :size) d
order by d.title
