-- The statements that make the chosen claims, document by document in reading order.
select sc.claim as claim_id, sc.relation, s.*, d.title, d.source as source_key
from statement_claim sc
join statement_overview s on s.statement_id = sc.statement
join document d on d.id = s.document_id
where sc.claim in (select id from temp.chosen_claim)
order by sc.claim, s.document_id, s.position, s.statement_id
