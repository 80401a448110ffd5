-- The numbers that each statement of a document gives.
select * from quantity_overview
where document_id = :document
order by statement_id, derived, char_start, quantity_id
