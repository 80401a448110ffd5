-- The values that the facets of the sources have at all.
select distinct 'type' as facet, type as value from source
union all
select distinct 'decade', case when year is null then 'none' else (year / 10 * 10) || 's' end
  from source
union all
select distinct 'standing', standing from source
order by facet, value
