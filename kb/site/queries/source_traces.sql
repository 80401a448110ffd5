-- Statements that rest on a source, or on a study that it reports: cited ones first.
select t.basis, t.confidence, s.id as statement_id, s.gist, s.anchor, d.title,
  s.document as document_id, count(*) over (partition by t.basis) as total
from source_trace t join statement s on s.id = t.statement join document d on d.id = s.document
where t.source = :source
  or t.source is null and t.study in (select study from study_report where source = :source)
order by t.basis, d.title, s.position limit 100
