-- The guidance that each of some statements gives.
select gs.statement as statement_id, g.id as guidance_id, g.kind, g.text
from json_each(:statements) w join guidance_statement gs on gs.statement = w.value
join guidance g on g.id = gs.guidance
order by gs.statement, g.text
