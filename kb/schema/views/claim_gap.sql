-- A gap of a claim: its own, or one that a whole statement has which speaks of the claim.
-- claim_id: The claim.
-- gap_id: The gap.
-- statement_id: The statement.
-- kind: What kind of gap.
-- severity: How much it misleads.
-- said: What is said.
-- evidence_says: What the evidence says.
-- explanation: The gap, explained.
select
  claim as claim_id,
  id as gap_id,
  statement as statement_id,
  kind,
  severity,
  said,
  evidence_says,
  explanation
from gap
where claim is not null
union all
select
  sc.claim,
  g.id,
  g.statement,
  g.kind,
  g.severity,
  g.said,
  g.evidence_says,
  g.explanation
from statement_claim sc
join gap g on g.statement = sc.statement
where g.claim is null
