-- Every record that has a page, with the day on which it was last judged or searched, where known.
select 'claims' as shelf, c.id as record_id, max(
    coalesce(v.date, ''),
    coalesce((select max(date) from contrary_search where claim = c.id), '')) as changed
  from claim c left join verdict v on v.claim = c.id
union all select 'documents', id, '' from document
union all select 'guidance', id, '' from guidance
union all select 'sources', key, '' from source
union all select 'studies', id, '' from study
union all select 'terms', id, '' from term
order by shelf, record_id
limit :size offset :skipped
