-- Searches for evidence against the chosen claims.
select claim as claim_id, id as search_id, searched, query, date, hits, outcome
from contrary_search
where claim in (select id from temp.chosen_claim)
order by claim, id
