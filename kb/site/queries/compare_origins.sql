-- The studies that some statements seem to rest on.
select distinct t.statement as statement_id, t.basis, st.id as study_id, st.title as study
from source_trace t
join json_each(:statements) e on e.value = t.statement
left join study_report sr on t.study is null and sr.source = t.source
join study st on st.id = coalesce(t.study, sr.study)
where t.basis <> 'not_located'
order by t.statement, st.title
