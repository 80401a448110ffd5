-- What studies say of a claim.
select e.*, l.argument, l.directness_reason
from evidence_table e join evidence_line l on l.id = e.evidence_id
where e.claim_id = :claim
order by e.year, e.study_id, e.evidence_id
