-- include map_placed
-- How many claims of each verdict a cell has, and of which terms.
select place, column_place, coalesce(v.rating, 'not_yet_assessed') as verdict, count(*) as n,
  json_group_array(distinct population) as populations,
  json_group_array(distinct outcome) as outcomes
from placed left join verdict v on v.claim = placed.id
group by place, column_place, verdict
order by place, column_place, n desc, verdict
