-- Gaps of the chosen claims, most misleading first; the same words of several places stand once.
select g.claim_id, min(g.gap_id) as gap_id, g.kind, g.severity, g.said, g.evidence_says,
  g.explanation, count(*) as n_places
from claim_gap g
where g.claim_id in (select id from temp.chosen_claim)
group by g.claim_id, g.kind, g.severity, g.said, g.evidence_says, g.explanation
order by g.claim_id, instr('major minor info', g.severity), g.kind, min(g.gap_id)
