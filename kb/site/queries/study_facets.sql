-- How many studies each choice would show, the other staying as it is.
select 'design' as facet, design as value, count(*) as n
from study where coalesce(:reading, reading_level) = reading_level group by design
union all
select 'reading', reading_level, count(*)
from study where coalesce(:design, design) = design group by reading_level
order by facet, n desc, value
