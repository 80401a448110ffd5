-- Guidance that leans on a claim.
select g.id as guidance_id, g.kind, g.text, g.strength
from guidance_claim gc join guidance g on g.id = gc.guidance
where gc.claim = :claim
order by g.kind, g.text
