-- Every dose, advised or studied, with the record that gives it.
select
  d.*,
  coalesce(s.gist, g.text, p.action, st.title || ': ' || a.label) as owner,
  case d.owner_type when 'protocol_step' then p.guidance when 'arm' then a.study
    else d.owner_id end as record_id,
  s.document as document_id
from dose_table d
left join statement s on d.owner_type = 'statement' and s.id = d.owner_id
left join guidance g on d.owner_type = 'guidance' and g.id = d.owner_id
left join protocol_step p on d.owner_type = 'protocol_step' and p.id = d.owner_id
left join arm a on d.owner_type = 'arm' and a.id = d.owner_id
left join study st on st.id = a.study
order by d.owner_type = 'arm', d.owner_type, d.owner_id, d.dose_id
