-- Terms right below a term, with how much is below each.
select t.id as term_id, t.label,
  (select count(*) from term_broader o where o.broader = t.id) as n_below
from term_broader b join term t on t.id = b.term where b.broader = :term
order by t.label
