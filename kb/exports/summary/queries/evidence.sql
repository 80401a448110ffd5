-- What studies say of the chosen claims, oldest first.
select e.*, l.argument, l.directness_reason, l.population_directness, l.intervention_directness,
  l.comparator_directness, l.outcome_directness, s.title, s.n_studies, f.ci_level, f.conditions,
  f.timepoint, f.p, f.p_operator, f.recipe_assumptions, a.cointerventions, r.standing
from evidence_table e
join evidence_line l on l.id = e.evidence_id
join study s on s.id = e.study_id
left join finding f on f.id = e.finding_id
left join arm a on a.id = f.arm
left join source r on r.key = e.source_key
where e.claim_id in (select id from temp.chosen_claim)
order by e.claim_id, e.year is null, e.year, e.study_id, e.evidence_id
