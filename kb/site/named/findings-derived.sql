-- title: Values that were computed
-- about: Findings that stand in no source but were computed from what does, with the recipe, its
--   inputs and what was assumed.
-- choose recipe: Recipe = select distinct recipe from finding
--   where recipe is not null order by recipe
select f.study as study_id, o.label as outcome, f.estimate_type, f.value, f.unit, f.recipe,
  f.recipe_inputs, f.recipe_assumptions, f.source as source_key, f.locator
from finding f join term o on o.id = f.outcome
where f.derivation = 'derived'
  and (:recipe = '' or f.recipe = :recipe)
order by f.study, f.id
