-- include source_fit
-- A page of the sources that are asked for, with what rests on each.
, shown as (
  select key, citation, year, count(*) over () as total
  from fit where not (type_missed or decade_missed or standing_missed or role_missed)
  order by case :sort when 'newest' then -coalesce(year, 0) end, citation, year, key
  limit :size offset :skip
)
select l.*, shown.total from shown join source_list l on l.source_key = shown.key
order by case :sort when 'newest' then -coalesce(shown.year, 0) end, shown.citation, shown.year,
  shown.key
