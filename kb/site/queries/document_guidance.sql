-- The guidance that each statement of a document gives.
select gs.statement as statement_id, g.id as guidance_id, g.kind, g.text
from statement s join guidance_statement gs on gs.statement = s.id
join guidance g on g.id = gs.guidance
where s.document = :document
order by s.position, g.text
