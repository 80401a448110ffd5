-- title: Claims by population and certainty
-- about: What is known of whom, and how surely: claims with a certainty, the surest first.
-- choose population: Population = select distinct t.id, t.label from claim c
--   join term t on t.id = c.population order by t.label
-- choose certainty: Certainty = select distinct level from certainty
--   order by instr('high moderate low very_low', level)
select claim_id, claim, population, outcome, verdict, certainty, n_studies
from claim_overview
where certainty is not null
  and (:population = '' or population_id = :population)
  and (:certainty = '' or certainty = :certainty)
order by instr('high moderate low very_low', certainty), n_studies desc, claim
