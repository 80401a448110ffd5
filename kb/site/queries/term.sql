-- One term.
select t.id as term_id, t.*, m.label as measures_label
from term t left join term m on m.id = t.measures
where t.id = :term
