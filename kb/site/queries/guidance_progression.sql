-- How a protocol grows, with the statements that say so.
select r.*,
  (select json_group_array(json_object('statement_id', s.id, 'document_id', s.document,
      'anchor', s.anchor))
    from json_each(r.statements) e join statement s on s.id = e.value) as places
from progression_rule r where r.guidance = :guidance order by r.id
