-- include source_fit
-- How many sources each choice would show, the others staying as they are.
select facet, value, n from (
  select 'role' as facet, role as value, count(*) as n from fit
    where not (type_missed or decade_missed or standing_missed) group by role
  union all
  select 'type', type, count(*) from fit
    where not (role_missed or decade_missed or standing_missed) group by type
  union all
  select 'decade', decade, count(*) from fit
    where not (role_missed or type_missed or standing_missed) group by decade
  union all
  select 'standing', standing, count(*) from fit
    where not (role_missed or type_missed or decade_missed) group by standing
)
order by facet, case facet when 'decade' then nullif(value, 'none') end desc, n desc, value
