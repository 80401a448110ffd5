-- Every dose with the record that gives it, and the part that it plays.
with given as (
  select d.*, t.id as population_id, t.label as population_label,
    case d.owner_type when 'arm' then 'studied' when 'statement' then 'told' else 'advised' end
      as part,
    coalesce(s.gist, g.text, p.action, st.title || ': ' || a.label) as owner,
    case d.owner_type when 'protocol_step' then p.guidance when 'arm' then a.study
      else d.owner_id end as record_id,
    (select group_concat(title, ' and ') from (
      select distinct od.title from guidance_statement gs
      join statement gst on gst.id = gs.statement join document od on od.id = gst.document
      where gs.guidance = coalesce(g.id, p.guidance) order by od.title)) as advised_by
  from dose_table d
  join dose o on o.id = d.dose_id
  left join statement s on d.owner_type = 'statement' and s.id = d.owner_id
  left join guidance g on d.owner_type = 'guidance' and g.id = d.owner_id
  left join protocol_step p on d.owner_type = 'protocol_step' and p.id = d.owner_id
  left join arm a on d.owner_type = 'arm' and a.id = d.owner_id
  left join study st on st.id = a.study
  left join guidance pg on pg.id = p.guidance
  left join term t on t.id = coalesce(o.population, pg.population)
)
