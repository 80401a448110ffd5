-- include contradiction_pairs
-- How many contradictions each choice would show, the other staying as it is.
select 'record' as facet, record as value,
    case record when 'claim' then 'claims' else record end as label, count(*) as n
  from scoped where :scope is null or scope = :scope group by record
union all
select 'scope', scope,
    case scope when 'within' then 'within one document' else 'between documents' end, count(*)
  from scoped where :record is null or record = :record group by scope
order by facet, n desc, label
