-- Documents by how many hazards and controls they name.
select d.id as document_id, d.title, count(distinct g.id) as n, count(*) over () as total
from document d
left join statement s on s.document = d.id
left join guidance_statement gs on gs.statement = s.id
left join guidance g on g.id = gs.guidance and g.kind in ('hazard', 'control')
group by d.id
order by n desc, d.title
limit :size
