-- The numbers that each of some statements gives.
select q.* from json_each(:statements) w join quantity_overview q on q.statement_id = w.value
order by q.statement_id, q.derived, q.char_start, q.quantity_id
