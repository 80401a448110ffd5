-- Who should be careful, most binding first.
select g.guidance_id, g.text, g.population, g.strength, g.document_ids, p.level, p.clearing_party,
  b.population as population_id
from precaution p
join guidance b on b.id = p.guidance
join guidance_overview g on g.guidance_id = p.guidance
order by case p.level when 'contraindicated' then 1 when 'clearance_required' then 2
  when 'clearance_advised' then 3 else 4 end, g.text
limit :size
