-- What each statement of a document claims.
select sc.statement as statement_id, sc.relation, c.id as claim_id, c.claim
from statement s join statement_claim sc on sc.statement = s.id join claim c on c.id = sc.claim
where s.document = :document
order by s.position, c.claim
