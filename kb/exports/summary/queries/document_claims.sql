-- What each statement of some documents claims, with what is known of it.
select sc.statement as statement_id, sc.relation, c.id as claim_id, c.claim, v.rating as verdict,
  g.level as certainty, v.reason
from statement s
join statement_claim sc on sc.statement = s.id
join claim c on c.id = sc.claim
left join verdict v on v.claim = c.id
left join certainty g on g.claim = c.id
where s.document in (select value from json_each(:documents))
order by sc.statement, c.claim, c.id
