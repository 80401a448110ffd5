-- include study_fit
-- A page of the studies asked for.
,
sorted(study, n) as materialized (
  select study, count(distinct claim) from evidence_line where :sort = 'claims' group by study
  union all
  select study, count(*) from finding where :sort = 'findings' group by study
),
chosen as materialized (
  select fit.study, each.title, each.id,
    case when :sort = 'people' then coalesce(each.n_analysed, each.n_randomised)
      else sorted.n end as size
  from fit join study each on each.rowid = fit.study
  left join sorted on sorted.study = each.id
  where not (design_missed or reading_missed or population_missed)
  order by size desc, each.title, each.id
  limit :size offset :skip
)
select s.id as study_id, s.title, s.design, s.reading_level, p.label as population,
  s.population as population_id, s.sample,
  coalesce(s.n_analysed, s.n_randomised) as n, s.n_studies,
  (select count(*) from finding f where f.study = s.id) as n_findings,
  (select count(distinct e.claim) from evidence_line e where e.study = s.id) as n_claims,
  (select count(*) from fit
    where not (design_missed or reading_missed or population_missed)) as total
from chosen
join study s on s.rowid = chosen.study
left join term p on p.id = s.population
order by chosen.size desc, chosen.title, chosen.id
