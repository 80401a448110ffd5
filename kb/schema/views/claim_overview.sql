-- A claim with its terms by name, its verdict, and how much stands behind it.
-- claim_id: Id of the claim.
-- claim: The proposition as one sentence.
-- kind: What sort of proposition it is.
-- population: Of whom.
-- intervention: What is done.
-- comparator: Against what.
-- outcome: What changes.
-- direction: What is claimed of the outcome.
-- verdict: Whether it is supported; empty until judged.
-- certainty: GRADE's certainty of the evidence; empty until assessed.
-- n_documents: Documents that make the claim; those that only deny it do not count.
-- n_statements: Places that make the claim; one inside another counts once, denials do not.
-- n_studies: Studies with evidence for or against it.
-- summary: What to know about it.
-- status: draft, reviewed, deprecated or merged.
-- conditions: Under what it is claimed.
-- population_id: Id of the population.
-- intervention_id: Id of the intervention.
-- comparator_id: Id of the comparator.
-- outcome_id: Id of the outcome.
-- n_denials: Places that deny the claim.
-- version: Changes whenever the claim, its evidence, certainty, verdict or findings change.
-- import_id: The import that it is from; empty for a curated claim.
select
  c.id as claim_id,
  c.claim,
  c.kind,
  p.label as population,
  i.label as intervention,
  k.label as comparator,
  o.label as outcome,
  c.direction,
  v.rating as verdict,
  g.level as certainty,
  (select count(distinct s.document) from statement_claim sc
    join statement s on s.id = sc.statement
    where sc.claim = c.id and sc.relation <> 'denies') as n_documents,
  (select count(*) from statement_claim sc
    where sc.claim = c.id and sc.relation <> 'denies' and sc.nested = 0) as n_statements,
  (select count(distinct e.study) from evidence_line e where e.claim = c.id) as n_studies,
  c.summary,
  c.status,
  c.conditions,
  c.population as population_id,
  c.intervention as intervention_id,
  c.comparator as comparator_id,
  c.outcome as outcome_id,
  (select count(*) from statement_claim sc
    where sc.claim = c.id and sc.relation = 'denies' and sc.nested = 0) as n_denials,
  c.version,
  c.import_id
from claim c
left join term p on p.id = c.population
left join term i on i.id = c.intervention
left join term k on k.id = c.comparator
left join term o on o.id = c.outcome
left join verdict v on v.claim = c.id
left join certainty g on g.claim = c.id
