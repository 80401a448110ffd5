-- include claim_fit
-- How many claims each choice would show, the other facets staying as they are.
select 'kind' as facet, kind as value, kind as label, count(*) as n
  from fit where misses = kind_missed group by kind
union all
select 'population', t.id, t.label, count(*)
  from fit join term t on t.id = population where misses = population_missed group by t.id
union all
select 'intervention', t.id, t.label, count(*)
  from fit join term t on t.id = intervention where misses = intervention_missed group by t.id
union all
select 'outcome', t.id, t.label, count(*)
  from fit join term t on t.id = outcome where misses = outcome_missed group by t.id
union all
select 'direction', direction, direction, count(*)
  from fit where misses = direction_missed and direction is not null group by direction
union all
select 'document', d.id, d.title, count(distinct fit.claim_id)
  from fit join statement_claim sc on sc.claim = fit.claim_id
  join statement s on s.id = sc.statement join document d on d.id = s.document
  where misses = document_missed group by d.id
union all
select 'verdict', verdict, verdict, count(*)
  from fit where misses = verdict_missed group by verdict
union all
select 'certainty', certainty, certainty, count(*)
  from fit where misses = certainty_missed group by certainty
union all
select 'status', status, status, count(*)
  from fit where misses = status_missed group by status
order by facet, n desc, label
