-- The guidance that statements of some documents give.
select gs.statement as statement_id, g.id as guidance_id, g.kind
from guidance_statement gs
join statement s on s.id = gs.statement
join guidance g on g.id = gs.guidance
where s.document in (select value from json_each(:documents))
order by gs.statement, g.kind, g.id
