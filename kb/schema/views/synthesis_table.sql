-- A pooled estimate for a claim.
-- claim_id: Id of the claim.
-- measure: What the estimate is.
-- model: Model, estimator and interval.
-- k_reports: Reports behind it.
-- k_studies: Studies behind it.
-- k_cohorts: Independent cohorts behind it.
-- estimate: The pooled estimate.
-- ci_low: Lower end of the 95 % confidence interval.
-- ci_high: Upper end of the 95 % confidence interval.
-- pi_low: Lower end of the 95 % prediction interval.
-- pi_high: Upper end of the 95 % prediction interval.
-- tau2: Variance between studies.
-- i2: Share of variation that is not chance, in percent.
-- q: Cochran's Q.
-- synthesis_id: Id of the synthesis.
-- outcome: What was measured.
-- instrument: What it was measured with, where all used the same.
-- unit: UCUM code of the estimate's unit.
-- n: People behind it, where every finding tells.
-- null_value: The value of no effect.
-- n_dropped: Findings behind the claim that are not in it; `synthesis_input` says why.
select
  s.claim as claim_id,
  s.measure,
  s.model,
  s.k_reports,
  s.k_studies,
  s.k_cohorts,
  s.estimate,
  s.ci_low,
  s.ci_high,
  s.pi_low,
  s.pi_high,
  s.tau2,
  s.i2,
  s.q,
  s.id as synthesis_id,
  o.label as outcome,
  i.label as instrument,
  s.unit,
  s.n,
  s.null_value,
  (select count(*) from synthesis_input d where d.claim = s.claim and d.used = 0) as n_dropped
from synthesis s
join term o on o.id = s.outcome
left join term i on i.id = s.instrument
