-- title: Doses advised beyond doses studied
-- about: Advised doses that lie beyond every dose studied, above the most or below the least, one
--   row for each measure.
-- choose measure: Measure = session (min), sessions a week, weeks, speed (m/s), incline (%)
with one(dose_id, owner_type, owner_id, wording, measure, low, high) as (
  select dose_id, owner_type, owner_id, wording, 'session (min)', session_min_low,
    coalesce(session_min_high, session_min_low) from dose_table
  union all select dose_id, owner_type, owner_id, wording, 'sessions a week',
    sessions_per_week_low, coalesce(sessions_per_week_high, sessions_per_week_low) from dose_table
  union all select dose_id, owner_type, owner_id, wording, 'weeks', weeks_low,
    coalesce(weeks_high, weeks_low) from dose_table
  union all select dose_id, owner_type, owner_id, wording, 'speed (m/s)', speed_mps_low,
    coalesce(speed_mps_high, speed_mps_low) from dose_table
  union all select dose_id, owner_type, owner_id, wording, 'incline (%)', grade_pct_low,
    coalesce(grade_pct_high, grade_pct_low) from dose_table
),
studied as (
  select measure, min(coalesce(low, high)) as least, max(high) as most, count(*) as doses
  from one where owner_type = 'arm' and high is not null group by measure
)
select a.measure, a.low as advised_low, a.high as advised_high,
  s.least as studied_low, s.most as studied_high, s.doses as doses_studied,
  case when a.high > s.most then 'above' else 'below' end as lies,
  a.owner_type as advised_in,
  case a.owner_type when 'statement' then a.owner_id end as statement_id,
  coalesce(p.guidance, case a.owner_type when 'guidance' then a.owner_id end) as guidance_id,
  a.wording
from one a join studied s on s.measure = a.measure
left join protocol_step p on a.owner_type = 'protocol_step' and p.id = a.owner_id
where a.owner_type <> 'arm'
  and (:measure = '' or a.measure = :measure)
  and (a.high > s.most
    or (coalesce(a.low, a.high) < s.least
      and a.measure <> 'incline (%)'))
order by a.measure, a.high desc, a.dose_id
