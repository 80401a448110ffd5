-- title: Searches for evidence against a claim
-- about: Where evidence against a claim was looked for, what was asked, and what came of it.
-- choose verdict: Verdict = select distinct rating from verdict order by rating
select s.claim as claim_id, v.rating as verdict, s.searched, s.query, s.date, s.hits, s.outcome
from contrary_search s left join verdict v on v.claim = s.claim
where :verdict = '' or v.rating = :verdict
order by s.claim, s.id
