-- What the statements that make a claim seem to rest on.
select t.statement as statement_id, t.basis, t.confidence, t.reason, t.features, t.searched,
  t.source as source_key, r.citation, t.study as study_id, y.title as study
from statement_claim sc join source_trace t on t.statement = sc.statement
left join source r on r.key = t.source
left join study y on y.id = t.study
where sc.claim = :claim
order by t.statement, t.id
