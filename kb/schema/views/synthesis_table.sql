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
select
  claim as claim_id,
  measure,
  model,
  k_reports,
  k_studies,
  k_cohorts,
  estimate,
  ci_low,
  ci_high,
  pi_low,
  pi_high,
  tau2,
  i2,
  q
from synthesis
