-- The numbers of the statements that give a piece of guidance.
select q.* from guidance_statement gs
join quantity_overview q on q.statement_id = gs.statement
where gs.guidance = :guidance
order by q.statement_id, q.derived, q.char_start, q.quantity_id
