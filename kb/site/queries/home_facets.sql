-- The ways into the claims, each with as many claims as it leads to: those on narrower terms, too.
with recursive within(term, broader) as (
  select id, id from term where kind in ('population', 'outcome')
  union
  select w.term, b.broader from within w join term_broader b on b.term = w.broader
)
select 'kind' as facet, kind as value, kind as label, count(*) as n from claim group by kind
union all
select 'population', t.id, t.label, count(distinct c.id)
  from claim c join within w on w.term = c.population join term t on t.id = w.broader group by t.id
union all
select 'outcome', t.id, t.label, count(distinct c.id)
  from claim c join within w on w.term = c.outcome join term t on t.id = w.broader group by t.id
order by facet, n desc, label
