-- shared dose_kin
-- From the least to the most of every measure, over the arms of a population that did what is
-- advised, a form of it, or what it is a form of; over all arms where nothing is advised.
select t.id as population_id, coalesce(t.label, 'people not told') as population,
  count(*) as n_doses, count(distinct a.study) as n_records, count(*) over () as n_populations,
  min(coalesce(session_min_low, session_min_high)) as session_min_low,
  max(coalesce(session_min_high, session_min_low)) as session_min_high,
  count(coalesce(session_min_low, session_min_high)) as session_min_n,
  min(coalesce(sessions_per_week_low, sessions_per_week_high)) as sessions_per_week_low,
  max(coalesce(sessions_per_week_high, sessions_per_week_low)) as sessions_per_week_high,
  count(coalesce(sessions_per_week_low, sessions_per_week_high)) as sessions_per_week_n,
  min(coalesce(weeks_low, weeks_high)) as weeks_low,
  max(coalesce(weeks_high, weeks_low)) as weeks_high,
  count(coalesce(weeks_low, weeks_high)) as weeks_n,
  min(coalesce(speed_mps_low, speed_mps_high)) as speed_mps_low,
  max(coalesce(speed_mps_high, speed_mps_low)) as speed_mps_high,
  count(coalesce(speed_mps_low, speed_mps_high)) as speed_mps_n,
  min(coalesce(grade_pct_low, grade_pct_high)) as grade_pct_low,
  max(coalesce(grade_pct_high, grade_pct_low)) as grade_pct_high,
  count(coalesce(grade_pct_low, grade_pct_high)) as grade_pct_n,
  min(total_min) as total_min_low, max(total_min) as total_min_high, count(total_min) as total_min_n
from dose d
join arm a on a.id = d.owner_id
left join term t on t.id = d.population
where d.owner_type = 'arm'
  -- not `:population is null or`, for which SQLite looks at all arms whatever is asked
  and d.rowid in (
    select rowid from dose where population = :population
    union all select rowid from dose where :population is null and owner_type = 'arm'
  )
  and (a.intervention in (select term from kin)
    or not exists (select 1 from dose where owner_type in ('guidance', 'protocol_step')))
  and coalesce(session_min_low, session_min_high, sessions_per_week_low, sessions_per_week_high,
    weeks_low, weeks_high, speed_mps_low, speed_mps_high, grade_pct_low, grade_pct_high, total_min)
    is not null
group by t.id
order by t.id is null, n_doses desc, population
limit :size
