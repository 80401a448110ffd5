-- The ways into the claims, each with as many claims as it leads to: those on narrower terms, too.
with recursive within(term, broader) as (
  select id, id from term where kind in ('population', 'outcome')
  union
  select w.term, b.broader from within w join term_broader b on b.term = w.broader
),
used as materialized (
  select 'population' as facet, population as term, count(*) as n from claim group by population
  union all
  select 'outcome', outcome, count(*) from claim group by outcome
)
select 'kind' as facet, kind as value, kind as label, count(*) as n from claim group by kind
union all
select used.facet, t.id, t.label, sum(used.n)
  from used join within w on w.term = used.term join term t on t.id = w.broader
  group by used.facet, t.id
order by facet, n desc, label
