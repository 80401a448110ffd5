-- The statements that make a claim, document by document in reading order.
select s.*, sc.relation, d.title, d.source as source_key, r.citation, r.year
from statement_claim sc
join statement_overview s on s.statement_id = sc.statement
join document d on d.id = s.document_id
join source r on r.key = d.source
where sc.claim = :claim
order by s.document_id, s.position
