  -- Of a document `d` with its source `r`: what lists of documents tell.
  d.id as document_id, d.title, d.published, d.published_missing, d.language, d.characters, d.about,
  d.source as source_key, r.citation, r.year, r.url, r.import_id,
  (select count(*) from statement s where s.document = d.id and s.kind <> 'noise') as n_statements,
  (select count(distinct sc.claim) from statement s join statement_claim sc on sc.statement = s.id
    where s.document = d.id) as n_claims,
  (select count(distinct gs.guidance) from statement s
    join guidance_statement gs on gs.statement = s.id where s.document = d.id) as n_guidance,
  (select count(*) from statement s join quantity q on q.statement = s.id
    where s.document = d.id) as n_numbers
