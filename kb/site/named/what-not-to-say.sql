-- title: What not to say
-- about: Wordings in use that the evidence does not bear, each with the claim and its verdict.
-- choose verdict: Verdict = select distinct rating from verdict order by rating
select w.value as wording, v.rating as verdict, v.safe_wording, v.claim as claim_id
from verdict v, json_each(v.do_not_say) w
where :verdict = '' or v.rating = :verdict
order by v.claim, w.key
