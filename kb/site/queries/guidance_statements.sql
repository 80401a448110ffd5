-- The statements that give a piece of guidance, document by document.
select s.*, d.title, d.source as source_key, r.citation, r.year
from guidance_statement gs
join statement_overview s on s.statement_id = gs.statement
join document d on d.id = s.document_id
join source r on r.key = d.source
where gs.guidance = :guidance
order by s.document_id, s.position
