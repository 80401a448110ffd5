-- The ways into the claims, each with its number of claims.
select 'kind' as facet, kind as value, kind as label, count(*) as n from claim group by kind
union all
select 'population', t.id, t.label, count(*)
  from claim c join term t on t.id = c.population group by t.id
union all
select 'intervention', t.id, t.label, count(*)
  from claim c join term t on t.id = c.intervention group by t.id
union all
select 'outcome', t.id, t.label, count(*)
  from claim c join term t on t.id = c.outcome group by t.id
union all
select 'verdict', rating, rating, count(*) from verdict group by rating
union all
select 'certainty', level, level, count(*) from certainty group by level
order by facet, n desc, label
