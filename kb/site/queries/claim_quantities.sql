-- The numbers of the statements that make a claim.
select q.* from statement_claim sc
join quantity_overview q on q.statement_id = sc.statement
where sc.claim = :claim
order by q.statement_id, q.derived, q.char_start, q.quantity_id
