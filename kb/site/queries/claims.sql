-- include claim_fit
,
said as (
  select sc.claim, count(*) as n_statements, count(distinct s.document) as n_documents
  from statement_claim sc join statement s on s.id = sc.statement
  where :sort in ('statements', 'documents') and sc.relation <> 'denies' and not sc.nested
  group by sc.claim
),
chosen as materialized (
  select
    fit.claim_id,
    row_number() over (order by
      case when :sort = 'best' then fit.rank end,
      case :sort when 'statements' then said.n_statements when 'documents' then said.n_documents
        when 'studies' then
          (select count(distinct e.study) from evidence_line e where e.claim = fit.claim_id)
        end desc,
      case :sort when 'population' then p.label when 'outcome' then o.label
        when 'kind' then fit.kind end,
      c.claim) as place
  from fit
  join claim c on c.id = fit.claim_id
  left join said on said.claim = fit.claim_id
  left join term p on p.id = fit.population
  left join term o on o.id = fit.outcome
  where fit.misses = 0
  order by place
  limit :size offset :skip
)
select v.*, (select count(*) from fit where misses = 0) as total
from chosen join claim_overview v on v.claim_id = chosen.claim_id
order by chosen.place
