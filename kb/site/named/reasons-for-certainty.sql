-- title: Why the certainty is what it is
-- about: Each judgement that moved the certainty of a claim, with its reason.
-- choose domain: Domain = select distinct domain from certainty_domain order by domain
-- choose rating: Judgement = select distinct rating from certainty_domain where rating <> 'none'
--   order by rating
select d.claim as claim_id, c.claim, d.domain, d.rating, d.reason, k.level as certainty
from certainty_domain d join claim c on c.id = d.claim join certainty k on k.claim = d.claim
where d.rating <> 'none'
  and (:domain = '' or d.domain = :domain)
  and (:rating = '' or d.rating = :rating)
order by d.domain, c.claim, d.id
