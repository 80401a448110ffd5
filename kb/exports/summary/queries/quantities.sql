-- The numbers of the statements that belong.
select * from quantity_overview
where statement_id in (select id from temp.chosen_statement)
order by statement_id, derived, char_start, quantity_id
