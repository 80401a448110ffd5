-- How many effects and comparisons that each of some documents claims have each verdict.
select made.document as document_id, coalesce(v.rating, 'unassessed') as verdict, count(*) as n
from (
  select distinct s.document, sc.claim
  from json_each(:documents) w join statement s on s.document = w.value
  join statement_claim sc on sc.statement = s.id
  where sc.relation <> 'denies'
) made join claim c on c.id = made.claim left join verdict v on v.claim = c.id
where c.kind in ('effect', 'comparison')
group by made.document, verdict
order by made.document
