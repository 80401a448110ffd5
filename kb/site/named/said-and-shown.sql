-- title: What is said, and what is shown
-- about: Both sides of each gap, the most misleading first.
-- choose kind: Kind of gap = select distinct kind from gap order by kind
-- choose severity: How much it misleads = select distinct severity from gap
--   order by instr('major minor info', severity)
select severity, kind, said, evidence_says, statement_id, claim_id
from gap_report
where (:kind = '' or kind = :kind)
  and (:severity = '' or severity = :severity)
order by instr('major minor info', severity), kind, gap_id
