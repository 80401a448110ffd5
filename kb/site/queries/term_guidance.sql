-- Guidance for a population, on an intervention, or with a piece of equipment.
select distinct g.id as guidance_id, g.kind, g.text, g.strength, count(*) over () as total
from guidance g left join equipment e on e.guidance = g.id
where g.population = :term or g.intervention = :term or e.equipment = :term
order by g.kind, g.text
limit 60
