-- Terms that include a term, however far above, broadest first.
with recursive above(term, depth) as (
  select broader, 1 from term_broader where term = :term
  union
  select b.broader, a.depth + 1 from term_broader b join above a on b.term = a.term where a.depth < 20
)
select t.id as term_id, t.label, max(a.depth) as depth
from above a join term t on t.id = a.term group by t.id order by depth desc, t.label
