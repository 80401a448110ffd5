-- The ways into the claims, each with as many claims as it leads to: those on narrower terms, too.
-- Of each facet the most used, and how many there are.
select * from (
  select f.facet, f.value, f.value as label, f.n, count(*) over () as n_values
  from claim_facet f where f.facet = 'kind' order by f.n desc, f.value limit :size
)
union all
select * from (
  select f.facet, t.id, t.label, f.n, count(*) over ()
  from claim_facet f join term t on t.id = f.value where f.facet = 'population'
  order by f.n desc, t.label limit :size
)
union all
select * from (
  select f.facet, t.id, t.label, f.n, count(*) over ()
  from claim_facet f join term t on t.id = f.value where f.facet = 'outcome'
  order by f.n desc, t.label limit :size
)
order by facet, n desc, label
