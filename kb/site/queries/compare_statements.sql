-- Statements that make several claims about several outcomes or populations, the broadest first.
with fan as (
  select sc.statement, count(*) as n_claims, count(distinct c.population) as n_populations,
    count(distinct c.outcome) as n_outcomes
  from statement_claim sc join claim c on c.id = sc.claim
  where sc.relation <> 'denies' and c.population is not null and c.outcome is not null
  group by sc.statement
  having count(*) >= 3
)
select s.id as statement_id, s.document as document_id, d.title, s.gist, s.anchor, s.char_start,
  s.char_end, s.attribution,
  fan.n_claims, count(*) over () as total
from fan
join statement s on s.id = fan.statement
join document d on d.id = s.document
where :document is null or s.document = :document
order by n_populations > 1 and n_outcomes > 1 desc,
  exists (select 1 from source_trace t where t.statement = s.id and t.basis <> 'not_located') desc,
  n_claims desc, s.document, s.position
limit :size offset :skip
