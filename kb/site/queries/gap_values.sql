-- Every value that a choice of gaps may have.
select 'kind' as facet, kind as value from gap_kind
union all select 'document', id from document
union all select 'claim', id from claim
