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
select
  id as gap_id,
  statement as statement_id,
  claim as claim_id,
  kind,
  severity,
  audit,
  said,
  evidence_says,
  explanation,
  records
from gap
