-- The claims that a study bears on, and how: direction, directness, strength.
select e.claim as claim_id, c.claim, e.direction, e.strength, e.argument, e.directness_reason,
  e.population_directness, e.intervention_directness, e.comparator_directness,
  e.outcome_directness, v.rating as verdict
from evidence_line e join claim c on c.id = e.claim left join verdict v on v.claim = c.id
where e.study = :study order by c.claim, e.id
