-- Every record that has a page, with the day on which it was last judged or searched, where known.
with record as materialized (
  select 'claims' as shelf, id as record_id from claim
  union all select 'documents', id from document
  union all select 'guidance', id from guidance
  union all select 'sources', key from source
  union all select 'studies', id from study
  union all select 'terms', id from term
  order by 1, 2 limit :size offset :skipped
)
select shelf, record_id, case shelf when 'claims' then max(
    coalesce((select date from verdict where claim = record_id), ''),
    coalesce((select max(date) from contrary_search where claim = record_id), ''))
  else '' end as changed
from record
