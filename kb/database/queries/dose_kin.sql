-- What advice speaks of with a dose, its forms, and what it is a form of.
with recursive advised(term) as (
  select g.intervention from dose d join guidance g on g.id = d.owner_id
    where d.owner_type = 'guidance' and g.intervention is not null
  union
  select g.intervention from protocol_step p join guidance g on g.id = p.guidance
    join dose d on d.owner_type = 'protocol_step' and d.owner_id = p.id
    where g.intervention is not null
),
narrower(term) as (
  select term from advised
  union select b.term from term_broader b join narrower n on b.broader = n.term
),
broader(term) as (
  select term from advised
  union select b.broader from term_broader b join broader n on b.term = n.term
),
kin(term) as (select term from narrower union select term from broader)
