-- The numbers of the statements of some documents.
select * from quantity_overview
where document_id in (select value from json_each(:documents))
order by statement_id, derived, char_start, quantity_id
