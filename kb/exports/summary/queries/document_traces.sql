-- What the statements of some documents seem to rest on.
select t.id as trace_id, t.statement as statement_id, t.basis, t.confidence, t.reason, t.searched,
  t.source as source_key, t.study as study_id, y.title as study
from source_trace t
join statement s on s.id = t.statement
left join study y on y.id = t.study
where s.document in (select value from json_each(:documents))
order by t.statement, t.id
