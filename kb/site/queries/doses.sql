-- Every dose, advised or studied, with the record that gives it. `is_kin`: what is done is what
-- advice speaks of, a form of it, or what it is a form of.
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
)
select
  d.*,
  coalesce(s.gist, g.text, p.action, st.title || ': ' || a.label) as owner,
  case d.owner_type when 'protocol_step' then p.guidance when 'arm' then a.study
    else d.owner_id end as record_id,
  s.document as document_id,
  (select group_concat(title, ' and ') from (
    select distinct od.title from guidance_statement gs
    join statement gst on gst.id = gs.statement join document od on od.id = gst.document
    where gs.guidance = coalesce(g.id, p.guidance) order by od.title)) as advised_by,
  t.id as population_id, t.label as population_label,
  a.intervention in (select term from narrower union select term from broader) as is_kin
from dose_table d
join dose o on o.id = d.dose_id
left join statement s on d.owner_type = 'statement' and s.id = d.owner_id
left join guidance g on d.owner_type = 'guidance' and g.id = d.owner_id
left join protocol_step p on d.owner_type = 'protocol_step' and p.id = d.owner_id
left join arm a on d.owner_type = 'arm' and a.id = d.owner_id
left join study st on st.id = a.study
left join guidance pg on pg.id = p.guidance
left join term t on t.id = coalesce(o.population, pg.population)
order by d.owner_type = 'arm', d.owner_type, d.owner_id, d.dose_id
