-- How much there is of everything.
select
  (select count(*) from document) as documents,
  (select count(*) from statement where kind <> 'noise') as statements,
  (select count(*) from claim) as claims,
  (select count(*) from quantity) as numbers,
  (select count(*) from guidance) as guidance,
  (select count(*) from study) as studies,
  (select count(*) from source) as sources,
  (select count(*) from verdict) as verdicts,
  (select count(*) from gap) as gaps,
  (select count(*) from dose) as doses,
  (select count(*) from relation_overview where kind = 'contradicts') as contradictions
