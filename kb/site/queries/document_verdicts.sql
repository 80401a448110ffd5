-- How many claims that a document makes, by kind, have each verdict.
select c.kind, coalesce(v.rating, 'unassessed') as verdict, count(*) as n
from (
  select distinct sc.claim from statement s join statement_claim sc on sc.statement = s.id
  where s.document = :document and sc.relation <> 'denies'
) made join claim c on c.id = made.claim left join verdict v on v.claim = c.id
group by c.kind, verdict
order by sum(count(*)) over (partition by c.kind) desc, c.kind
