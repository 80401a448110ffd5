-- A dose, advised by a document or used in a study, in canonical units.
-- owner_type: statement, protocol_step, guidance (advised) or arm (studied).
-- owner_id: Id of the statement, step, guidance or arm.
-- population: For whom.
-- session_min_low: Session length in minutes, lower end.
-- session_min_high: Session length in minutes, upper end.
-- sessions_per_week_low: Sessions per week, lower end.
-- sessions_per_week_high: Sessions per week, upper end.
-- weeks_low: Weeks, lower end.
-- weeks_high: Weeks, upper end.
-- speed_mps_low: Speed in metres per second, lower end.
-- speed_mps_high: Speed in metres per second, upper end.
-- grade_pct_low: Incline in percent, lower end.
-- grade_pct_high: Incline in percent, upper end.
-- total_min: Minutes in all, where length, frequency and weeks are single values.
-- stage: The part of the programme it speaks of.
-- wording: The dose in its original units.
-- intensity: How hard.
-- supervision: Who watches over the sessions.
-- progression: How the dose grows.
-- dose_id: Id of the dose.
select
  d.owner_type,
  d.owner_id,
  p.label as population,
  d.session_min_low,
  d.session_min_high,
  d.sessions_per_week_low,
  d.sessions_per_week_high,
  d.weeks_low,
  d.weeks_high,
  d.speed_mps_low,
  d.speed_mps_high,
  d.grade_pct_low,
  d.grade_pct_high,
  d.total_min,
  d.stage,
  d.wording,
  d.intensity,
  d.supervision,
  d.progression,
  d.id as dose_id
from dose d
left join term p on p.id = d.population
