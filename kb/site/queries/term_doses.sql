-- include term_within
-- How far the doses reach that are advised for a term, or studied with it.
, found(way, dose) as (
  select case d.owner_type when 'arm' then 'studied' else 'advised' end, d.id
  from dose d where d.population in (select term from family)
  union
  select 'advised', d.id from dose d join guidance g on g.id = d.owner_id
  where d.owner_type = 'guidance'
    and (g.intervention in (select term from family) or g.population in (select term from family))
  union
  select 'advised', d.id from dose d join protocol_step p on p.id = d.owner_id
  join guidance g on g.id = p.guidance
  where d.owner_type = 'protocol_step'
    and (g.intervention in (select term from family) or g.population in (select term from family))
  union
  select 'studied', d.id from dose d join arm a on a.id = d.owner_id join study s on s.id = a.study
  where d.owner_type = 'arm'
    and (a.intervention in (select term from family) or s.population in (select term from family))
)
select f.way, count(*) as n,
  min(session_min_low) as session_min_low, max(session_min_high) as session_min_high,
  min(sessions_per_week_low) as sessions_per_week_low,
  max(sessions_per_week_high) as sessions_per_week_high,
  min(weeks_low) as weeks_low, max(weeks_high) as weeks_high,
  min(speed_mps_low) as speed_mps_low, max(speed_mps_high) as speed_mps_high,
  min(grade_pct_low) as grade_pct_low, max(grade_pct_high) as grade_pct_high
from found f join dose d on d.id = f.dose
group by f.way order by f.way
