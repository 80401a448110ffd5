-- Terms that include a term, and terms that it includes.
select 'broader' as relation, t.id as term_id, t.label
from term_broader b join term t on t.id = b.broader where b.term = :term
union all
select 'narrower', t.id, t.label
from term_broader b join term t on t.id = b.term where b.broader = :term
order by 1, 3
