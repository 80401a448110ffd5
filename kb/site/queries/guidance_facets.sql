-- include guidance_fit
-- How much guidance each choice would show, the others staying as they are.
select 'kind' as facet, kind as value, replace(kind, '_', ' ') as label, count(*) as n
  from fit where not (population_missed or document_missed) group by kind
union all
select 'population', t.id, t.label, count(*) from fit join term t on t.id = fit.population
  where not (kind_missed or document_missed) group by t.id
union all
select 'document', d.id, d.title, count(distinct fit.id)
  from fit join guidance_statement gs on gs.guidance = fit.id
  join statement s on s.id = gs.statement join document d on d.id = s.document
  where not (kind_missed or population_missed) group by d.id
order by facet, n desc, label
