-- title: Gaps by document
-- about: How often each document parts from what is known, by kind of gap.
-- choose severity: How much it misleads = select distinct severity from gap
--   order by instr('major minor info', severity)
-- choose document: Document = select id, title from document order by title
-- bar: gaps
select s.document as document_id, g.kind, g.severity, count(*) as gaps,
  count(distinct g.statement) as statements
from gap g join statement s on s.id = g.statement
where (:severity = '' or g.severity = :severity)
  and (:document = '' or s.document = :document)
group by s.document, g.kind, g.severity
order by instr('major minor info', g.severity), gaps desc, s.document, g.kind
