-- The steps of a protocol in order, with what is used and the statements that give them.
select
  p.id as step_id, p.position, p.phase, p.action,
  (select json_group_array(json_object('id', e.value, 'label', coalesce(t.label, e.value)))
    from json_each(p.equipment) e left join term t on t.id = e.value) as equipment,
  (select json_group_array(json_object('statement_id', s.id, 'document_id', s.document,
      'anchor', s.anchor))
    from step_statement ss join statement s on s.id = ss.statement where ss.step = p.id) as places
from protocol_step p where p.guidance = :guidance
order by p.position
