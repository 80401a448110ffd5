-- Claims on a term or on a term that it includes, the term's own first.
with recursive family(term, depth) as (
  select :term, 0
  union
  select b.term, 1 from term_broader b join family f on f.term = b.broader
),
spoken(claim, role, term) as (
  select c.id, 'population', f.term from family f join claim c on c.population = f.term
  union all
  select c.id, 'intervention', f.term from family f join claim c on c.intervention = f.term
  union all
  select c.id, 'comparator', f.term from family f join claim c on c.comparator = f.term
  union all
  select c.id, 'outcome', f.term from family f join claim c on c.outcome = f.term
  union all
  select b.claim, 'body part', f.term from family f join claim_body_part b on b.body_part = f.term
)
select o.claim_id, o.claim, o.kind, o.direction, o.n_documents, o.n_statements, o.verdict,
  group_concat(distinct s.role) as roles, max(s.term = :term) as own,
  min(t.label) as term_label
from spoken s
join claim_overview o on o.claim_id = s.claim
join term t on t.id = s.term
group by o.claim_id
order by own desc, term_label, o.n_statements desc, o.claim
limit 500
