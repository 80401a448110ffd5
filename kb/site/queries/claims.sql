-- include claim_fit
select o.*, count(*) over () as total
from fit join claim_overview o on o.claim_id = fit.claim_id
where fit.misses = 0
order by
  case when :sort = 'best' then fit.rank end,
  case when :sort = 'statements' then o.n_statements end desc,
  case when :sort = 'documents' then o.n_documents end desc,
  case when :sort = 'studies' then o.n_studies end desc,
  case :sort when 'population' then o.population when 'outcome' then o.outcome
    when 'kind' then o.kind end,
  o.claim
limit :size offset :skip
