-- A piece of guidance with the documents and statements that give it.
-- guidance_id: Id of the guidance.
-- kind: recommendation, protocol, hazard, control, precaution, equipment, question, definition.
-- text: The guidance in own words.
-- population: For whom.
-- strength: How binding the documents word it.
-- document_ids: Documents that give it, a JSON array of ids.
-- statement_ids: Statements that give it or a part of it, a JSON array of ids.
-- condition: When it holds.
-- rationale: The reason the documents give.
-- intervention: In doing what.
-- detail: What its kind adds: an answer, a word defined, a level, a requirement.
-- note: A curator's remark.
select
  g.id as guidance_id,
  g.kind,
  g.text,
  p.label as population,
  g.strength,
  (select json_group_array(document) from (select distinct s.document from guidance_statement gs
    join statement s on s.id = gs.statement where gs.guidance = g.id order by s.document))
    as document_ids,
  (select json_group_array(id) from (select s.id from guidance_statement gs
    join statement s on s.id = gs.statement where gs.guidance = g.id
    order by s.document, s.position)) as statement_ids,
  g.condition,
  g.rationale,
  i.label as intervention,
  coalesce(q.answer, d.word, r.level, e.requirement, k.control_kind, h.harm) as detail,
  g.note
from guidance g
left join term p on p.id = g.population
left join term i on i.id = g.intervention
left join question q on q.guidance = g.id
left join definition d on d.guidance = g.id
left join precaution r on r.guidance = g.id
left join equipment e on e.guidance = g.id
left join control k on k.guidance = g.id
left join hazard h on h.guidance = g.id
