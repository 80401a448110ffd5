-- Who should be careful, among some populations; most binding first.
select g.guidance_id, g.text, g.population, g.condition, p.level, p.clearing_party, g.statement_ids,
  (select group_concat(source, ' ') from (
    select distinct d.source from json_each(g.document_ids) j join document d on d.id = j.value
    order by d.source)) as sources
from precaution p
join guidance b on b.id = p.guidance
join guidance_overview g on g.guidance_id = p.guidance
where b.population is null or b.population in (select value from json_each(:terms))
order by case p.level when 'contraindicated' then 1 when 'clearance_required' then 2
  when 'clearance_advised' then 3 else 4 end, g.text, g.guidance_id
