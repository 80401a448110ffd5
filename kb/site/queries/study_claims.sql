-- The claims that a study bears on.
select e.claim as claim_id, c.claim, e.direction, e.strength, e.argument, v.rating as verdict
from evidence_line e join claim c on c.id = e.claim left join verdict v on v.claim = c.id
where e.study = :study order by c.claim, e.id
