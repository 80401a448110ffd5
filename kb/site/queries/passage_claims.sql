-- What each of some statements claims, with what is known of it.
select sc.statement as statement_id, sc.relation, c.id as claim_id, c.claim, c.kind,
  v.rating as verdict, g.level as certainty, v.safe_wording
from json_each(:statements) w join statement_claim sc on sc.statement = w.value
join claim c on c.id = sc.claim
left join verdict v on v.claim = c.id left join certainty g on g.claim = c.id
order by sc.statement, c.claim
