-- The guidance that a document gives, with the first statement that gives it.
select g.id as guidance_id, g.kind, g.text, g.strength, p.label as population,
  min(s.position) as position, count(*) as n_statements,
  (select t.id from guidance_statement o join statement t on t.id = o.statement
    where o.guidance = g.id and t.document = :document order by t.position limit 1) as statement_id
from statement s join guidance_statement gs on gs.statement = s.id
join guidance g on g.id = gs.guidance
left join term p on p.id = g.population
where s.document = :document
group by g.id
order by g.kind, min(s.position), g.id
