-- A page of the documents with what was found in them.
select
  (select count(*) from statement s join gap g on g.statement = s.id
    where s.document = d.id and g.severity = 'major') as n_major,
  count(*) over () as total,
-- include document_columns
from document d join source r on r.key = d.source
order by d.title, d.id limit :size offset :skip
