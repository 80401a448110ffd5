-- Where some statements and what is known part, most misleading first.
select g.*, s.document as document_id, c.claim
from json_each(:statements) w join gap_report g on g.statement_id = w.value
join statement s on s.id = g.statement_id
left join claim c on c.id = g.claim_id
order by g.statement_id,
  case g.severity when 'major' then 1 when 'minor' then 2 else 3 end, g.kind, g.gap_id
