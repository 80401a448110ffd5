-- include map_placed
-- How many studies bear on the claims of a cell.
select place, column_place, count(distinct e.study) as n
from placed join evidence_line e on e.claim = placed.id
group by place, column_place
