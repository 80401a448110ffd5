-- How a piece of guidance stands to other guidance, from either end.
select r.kind, r.other as guidance_id, g.text, r.note, 1 as forward
from guidance_relation r join guidance g on g.id = r.other where r.guidance = :guidance
union all
select r.kind, r.guidance, g.text, r.note, 0
from guidance_relation r join guidance g on g.id = r.guidance where r.other = :guidance
order by 1, 5 desc, 3
