-- title: Largest samples
-- about: Studies by the number of people analysed. Reviews are left out: their people are counted
--   in the studies that they include.
-- choose population: Population = select distinct t.id, t.label from study s
--   join term t on t.id = s.population order by t.label
-- number least: At least so many people = 1
-- bar: n_analysed
select s.id as study_id, s.title, s.design, t.label as population, s.n_analysed,
  (select count(distinct e.claim) from evidence_line e where e.study = s.id) as claims
from study s left join term t on t.id = s.population
where s.n_analysed >= cast(:least as integer) and s.n_studies is null
  and (:population = '' or s.population = :population)
order by s.n_analysed desc, s.id
