-- A page of the documents with what was found in them.
select
  d.id as document_id, d.title, d.published, d.published_missing, d.language, d.characters, d.about,
  d.source as source_key, r.citation, r.year, r.url,
  (select count(*) from statement s where s.document = d.id and s.kind <> 'noise') as n_statements,
  (select count(distinct sc.claim) from statement s join statement_claim sc on sc.statement = s.id
    where s.document = d.id) as n_claims,
  (select count(distinct gs.guidance) from statement s
    join guidance_statement gs on gs.statement = s.id where s.document = d.id) as n_guidance,
  (select count(*) from statement s join quantity q on q.statement = s.id
    where s.document = d.id) as n_numbers,
  (select count(*) from statement s join gap g on g.statement = s.id
    where s.document = d.id and g.severity = 'major') as n_major,
  count(*) over () as total
from document d join source r on r.key = d.source
order by d.title, d.id limit :size offset :skip
