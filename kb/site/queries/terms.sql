-- All terms with their broader ones and how many claims speak of each.
select
  t.id as term_id, t.kind, t.label, t.definition,
  (select json_group_array(broader) from term_broader b where b.term = t.id) as broader,
  (select count(*) from claim c where c.population = t.id) +
  (select count(*) from claim c where c.intervention = t.id) +
  (select count(*) from claim c where c.comparator = t.id) +
  (select count(*) from claim c where c.outcome = t.id) +
  (select count(*) from claim_body_part b where b.body_part = t.id) as n_claims
from term t
order by t.kind, t.label, t.id
