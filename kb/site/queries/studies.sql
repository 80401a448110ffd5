-- Studies of one design and reading level, or of any.
select s.id as study_id, s.title, s.design, s.reading_level, p.label as population, s.sample,
  coalesce(s.n_analysed, s.n_randomised) as n, s.n_studies,
  (select count(*) from finding f where f.study = s.id) as n_findings,
  (select count(distinct e.claim) from evidence_line e where e.study = s.id) as n_claims
from study s left join term p on p.id = s.population
where coalesce(:design, s.design) = s.design and coalesce(:reading, s.reading_level) = s.reading_level
order by s.title, s.id
