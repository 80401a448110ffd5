-- Where the statements of a document and what is known part, most misleading first.
select g.*, s.document as document_id, c.claim
from statement s join gap_report g on g.statement_id = s.id
left join claim c on c.id = g.claim_id
where s.document = :document
order by g.statement_id,
  case g.severity when 'major' then 1 when 'minor' then 2 else 3 end, g.kind, g.gap_id
