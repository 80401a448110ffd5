-- A distance between what a statement says and what is known.
-- gap_id: Id of the gap.
-- statement_id: The statement.
-- claim_id: The claim.
-- kind: What kind of gap.
-- severity: How much it misleads.
-- audit: The audit that found it.
-- said: What is said.
-- evidence_says: What the evidence says.
-- explanation: The gap, explained.
-- records: Ids of what is behind it, a JSON array.
-- document_id: The document of the statement.
select
  g.id as gap_id,
  g.statement as statement_id,
  g.claim as claim_id,
  g.kind,
  g.severity,
  g.audit,
  g.said,
  g.evidence_says,
  g.explanation,
  g.records,
  s.document as document_id
from gap g
left join statement s on s.id = g.statement
