-- What the statements of a document seem to rest on.
select t.statement as statement_id, t.basis, t.confidence, t.reason, t.features, t.searched,
  t.source as source_key, r.citation, t.study as study_id, y.title as study
from statement s join source_trace t on t.statement = s.id
left join source r on r.key = t.source
left join study y on y.id = t.study
where s.document = :document
order by t.statement, t.id
