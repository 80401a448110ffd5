-- The populations and interventions of the chosen claims, with those that they are part of and
-- those that are part of them. Where nothing is left out these are all.
with recursive asked(id, side) as (
  select population, 'population' from claim where id in (select id from temp.chosen_claim)
  union select intervention, 'intervention' from claim
    where id in (select id from temp.chosen_claim)
),
wider(id) as (
  select id from asked where id is not null
  union select b.broader from wider w join term_broader b on b.term = w.id
),
narrower(id) as (
  select id from asked where id is not null
  union select b.term from narrower n join term_broader b on b.broader = n.id
)
select id as term_id from term
where kind in ('population', 'intervention')
  and (id in (select id from wider) or id in (select id from narrower))
order by id
