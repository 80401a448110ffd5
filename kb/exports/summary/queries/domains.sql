-- What moved the certainty of the chosen claims, domain by domain.
select claim as claim_id, id as domain_id, domain, rating, reason
from certainty_domain
where claim in (select id from temp.chosen_claim)
order by claim, id
