-- What studies say of a claim, with each mark of directness and how a derived value came about.
select e.*, l.argument, l.directness_reason,
  l.population_directness, l.intervention_directness, l.comparator_directness,
  l.outcome_directness,
  s.title, f.ci_level, f.conditions, f.timepoint, f.recipe, f.recipe_assumptions,
  q.text as quote, q.annotator
from evidence_table e
join evidence_line l on l.id = e.evidence_id
join study s on s.id = e.study_id
left join finding f on f.id = e.finding_id
left join quote q on q.evidence_line = e.evidence_id
where e.claim_id = :claim
order by e.year is null, e.year, e.study_id, e.evidence_id
