-- What is meant against a hazard, or which hazards a control is meant against.
select g.id as guidance_id, g.kind, g.text, k.control_kind
from hazard_control hc
join guidance g on g.id = case when hc.hazard = :guidance then hc.control else hc.hazard end
left join control k on k.guidance = g.id
where hc.hazard = :guidance or hc.control = :guidance
order by g.text
