-- One piece of guidance with what its kind adds.
select
  o.*, b.population as population_id, b.intervention as intervention_id,
  h.harm, h.at_risk, k.control_kind, p.level, p.clearing_party,
  e.equipment as equipment_id, et.label as equipment, e.requirement, e.commercial,
  q.answer, q.answering, d.word, d.synonyms
from guidance_overview o
join guidance b on b.id = o.guidance_id
left join hazard h on h.guidance = b.id
left join control k on k.guidance = b.id
left join precaution p on p.guidance = b.id
left join equipment e on e.guidance = b.id
left join term et on et.id = e.equipment
left join question q on q.guidance = b.id
left join definition d on d.guidance = b.id
where o.guidance_id = :guidance
