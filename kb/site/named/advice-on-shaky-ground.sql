-- title: Advice that leans on shaky claims
-- about: Guidance that leans on a claim which the evidence does not bear out, or for which none was
--   located.
-- choose verdict: Verdict of the claim = select distinct rating from verdict
--   where rating in ('mixed', 'mostly_unsupported', 'contradicted', 'no_evidence_located')
--   order by rating
select g.id as guidance_id, g.kind, g.text as guidance, c.claim, v.rating as verdict,
  c.id as claim_id
from guidance_claim gc join guidance g on g.id = gc.guidance
join claim c on c.id = gc.claim join verdict v on v.claim = c.id
where v.rating in ('mixed', 'mostly_unsupported', 'contradicted', 'no_evidence_located')
  and (:verdict = '' or v.rating = :verdict)
order by instr('contradicted mostly_unsupported no_evidence_located mixed', v.rating), g.id, c.id
