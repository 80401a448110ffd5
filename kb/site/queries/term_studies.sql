-- include term_within
-- Studies of a population, of an intervention in an arm, of an outcome or with a measure.
, found(study) as (
  select id from study where population in (select term from family)
  union
  select study from arm where intervention in (select term from family)
  union
  select study from finding where outcome in (select term from family)
  union
  select study from finding where measure in (select term from family)
)
select s.id as study_id, s.title, s.design, coalesce(s.n_analysed, s.n_randomised) as n,
  count(*) over () as total
from found f join study s on s.id = f.study
order by coalesce(s.n_analysed, s.n_randomised, 0) desc, s.title, s.id limit 12
