-- Claims on a term or on a term that it includes, the term's own first; the first 60 of each.
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
),
found as (
  select claim, max(term = :term) as own, min(term) as term from spoken group by claim
),
ranked as (
  select c.id as claim_id, c.claim, c.kind, v.rating as verdict, f.own, t.label as term_label,
    count(*) over (partition by f.own) as total,
    row_number() over (partition by f.own
      order by case when f.own then '' else t.label end, v.rating is null, c.claim) as turn
  from found f join claim c on c.id = f.claim join term t on t.id = f.term
  left join verdict v on v.claim = c.id
)
select * from ranked where turn <= 60 order by own desc, turn
