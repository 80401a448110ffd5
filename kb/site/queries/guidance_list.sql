-- All guidance, or of one kind.
select g.guidance_id, g.kind, g.text, g.population, g.strength, g.document_ids, g.detail,
  t.id as population_id
from guidance_overview g
join guidance b on b.id = g.guidance_id
left join term t on t.id = b.population
where :kind is null or g.kind = :kind
order by g.kind, g.text
