-- What the statements that belong seem to rest on.
select t.id as trace_id, t.statement as statement_id, t.basis, t.confidence, t.reason, t.searched,
  t.source as source_key, t.study as study_id, y.title as study
from source_trace t
left join study y on y.id = t.study
where t.statement in (select id from temp.chosen_statement)
order by t.statement, t.id
