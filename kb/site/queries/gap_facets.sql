-- include gap_fit
-- How many gaps each choice would show, the others staying as they are.
select 'severity' as facet, severity as value, severity as label, count(*) as n, min(rank) as rank
  from fit where not (kind_missed or document_missed) group by severity
union all
select 'kind', kind, replace(kind, '-', ' '), count(*), 0
  from fit where not (severity_missed or document_missed) group by kind
union all
select 'document', document_id, title, count(*), 0
  from fit where document_id is not null and not (severity_missed or kind_missed)
  group by document_id
order by facet, rank, n desc, label
