-- Documents, some by id or all that belong.
select d.id as document_id, d.title, d.published, d.published_missing, d.sha256, d.characters,
  d.about, d.source as source_key,
  (select count(*) from statement s where s.document = d.id) as n_statements,
  (select count(*) from statement s where s.document = d.id and s.kind = 'noise') as n_noise
from document d
where d.id in (select value from json_each(:documents))
order by d.title, d.id
