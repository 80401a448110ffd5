-- What a claim's citation tells.
select o.claim_id, o.claim, o.version, v.date as verdict_date
from claim_overview o
left join verdict v on v.claim = o.claim_id
where o.claim_id = :claim
