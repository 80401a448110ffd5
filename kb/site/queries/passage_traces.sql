-- What some statements seem to rest on.
select t.statement as statement_id, t.basis, t.confidence, t.reason, t.features, t.searched,
  t.source as source_key, r.citation, t.study as study_id, y.title as study
from json_each(:statements) w join source_trace t on t.statement = w.value
left join source r on r.key = t.source
left join study y on y.id = t.study
order by t.statement, t.id
