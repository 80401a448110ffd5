-- title: Results for an outcome
-- about: Every finding for an outcome, whatever claim it bears on, with estimate, interval and how
--   far the study was read.
-- choose outcome: Outcome = select distinct t.id, t.label from finding f
--   join term t on t.id = f.outcome order by t.label
-- choose population: Population = select distinct t.id, t.label from study s
--   join term t on t.id = s.population order by t.label
select f.study as study_id, p.label as population, o.label as outcome, m.label as measured_with,
  f.conditions, f.timepoint, f.direction, f.estimate_type, f.value, f.ci_low, f.ci_high, f.unit,
  coalesce(f.n, s.n_analysed) as n, f.result, f.source as source_key
from finding f join study s on s.id = f.study
join term o on o.id = f.outcome
left join term p on p.id = s.population
left join term m on m.id = f.measure
where (:outcome = '' or f.outcome = :outcome)
  and (:population = '' or s.population = :population)
order by o.label, f.study, f.id
