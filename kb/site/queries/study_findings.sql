-- The findings of a study with their places.
select f.id, f.timepoint, f.conditions, f.estimate_type as measure, f.value as estimate, f.unit,
  f.ci_low, f.ci_high, f.ci_level, f.p, f.p_operator, f.n, f.arm_value, f.arm_sd,
  f.comparator_value, f.comparator_sd, f.result, f.locator, f.source as source_key, r.citation,
  f.derivation = 'derived' as derived, f.recipe, f.recipe_assumptions,
  f.outcome as outcome_id, o.label as outcome, m.label as instrument, a.label as arm,
  c.label as comparator
from finding f join term o on o.id = f.outcome
left join term m on m.id = f.measure
left join arm a on a.id = f.arm
left join arm c on c.id = f.comparator_arm
join source r on r.key = f.source
where f.study = :study order by f.rowid
