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
select c.id as claim_id, c.claim, c.kind, v.rating as verdict,
  max(s.term = :term) as own, min(t.label) as term_label,
  count(*) over (partition by max(s.term = :term)) as total
from spoken s
join claim c on c.id = s.claim
left join verdict v on v.claim = c.id
join term t on t.id = s.term
group by c.id
order by own desc, term_label, v.rating is null, c.claim
limit 120
