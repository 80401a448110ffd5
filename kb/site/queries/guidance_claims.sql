-- The claims that a piece of guidance leans on.
select c.id as claim_id, c.claim, c.kind
from guidance_claim gc join claim c on c.id = gc.claim
where gc.guidance = :guidance order by c.claim
