-- What one finding says of one claim.
-- claim_id: Id of the claim.
-- study_id: Id of the study.
-- citation: Short form of the source.
-- year: Year of the source.
-- design: Study design.
-- n_analysed: People in the analysis.
-- population: Who took part.
-- intervention: What was done.
-- comparator: What it was compared with.
-- outcome: What was measured.
-- measure: What the estimate is.
-- estimate: The estimate, in its unit.
-- ci_low: Lower end of the confidence interval.
-- ci_high: Upper end of the confidence interval.
-- direction: What the finding says of the claim.
-- directness: The least direct of population, intervention, comparator and outcome.
-- reading_level: How far the study was read.
-- derived: 1 when the value was computed from reported ones.
-- strength: How strong the evidence is by itself.
-- unit: UCUM code of the estimate's unit.
-- result: The result in own words.
-- source_key: BibTeX key of the source.
-- locator: Where in the source.
-- finding_id: Id of the finding.
-- evidence_id: Id of the evidence line.
-- import_id: The import that the claim is from; empty for a curated one.
select
  e.claim as claim_id,
  e.study as study_id,
  r.citation,
  r.year,
  s.design,
  coalesce(f.n, s.n_analysed) as n_analysed,
  p.label as population,
  coalesce(i.label, a.label) as intervention,
  ca.label as comparator,
  o.label as outcome,
  f.estimate_type as measure,
  f.value as estimate,
  f.ci_low,
  f.ci_high,
  e.direction,
  case
    when 'indirect' in (e.population_directness, e.intervention_directness,
      e.comparator_directness, e.outcome_directness) then 'indirect'
    when 'partly' in (e.population_directness, e.intervention_directness,
      e.comparator_directness, e.outcome_directness) then 'partly'
    else 'direct'
  end as directness,
  s.reading_level,
  case f.derivation when 'derived' then 1 when 'reported' then 0 end as derived,
  e.strength,
  f.unit,
  f.result,
  r.key as source_key,
  f.locator,
  e.finding as finding_id,
  e.id as evidence_id,
  c.import_id
from evidence_line e
join claim c on c.id = e.claim
join study s on s.id = e.study
join (
  select
    t.id as study,
    coalesce(
      (select min(sr.source) from study_report sr
        where sr.study = t.id and sr.role = 'primary'),
      (select min(sr.source) from study_report sr where sr.study = t.id)
    ) as source
  from study t
) report on report.study = e.study
left join finding f on f.id = e.finding
left join source r on r.key = coalesce(f.source, report.source)
left join term p on p.id = s.population
left join arm a on a.id = f.arm
left join term i on i.id = a.intervention
left join arm ca on ca.id = f.comparator_arm
left join term o on o.id = f.outcome
