-- include gap_fit
-- How many gaps each choice would show, the others staying as they are.
, seen as materialized (
  select severity, kind, document_id, rank, severity_missed, kind_missed, document_missed,
    count(*) as n
  from fit group by severity, kind, document_id
)
select 'severity' as facet, severity as value, severity as label, sum(n) as n, min(rank) as rank
  from seen where not (kind_missed or document_missed) group by severity
union all
select 'kind', kind, replace(kind, '-', ' '), sum(n), 0
  from seen where not (severity_missed or document_missed) group by kind
union all
select * from (
  select 'document', d.id, d.title, sum(n) as n, 0
  from seen join document d on d.id = document_id
  where not (severity_missed or kind_missed) group by d.id
  order by d.id is :document desc, n desc, d.title limit :most
)
order by facet, rank, n desc, label
