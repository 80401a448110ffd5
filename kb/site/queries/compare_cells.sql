-- The claims of some statements, with what the studies say that each statement seems to rest on.
with asked as materialized (select value as statement from json_each(:statements)),
made as materialized (
  select sc.statement, sc.claim, row_number() over (partition by sc.statement order by c.id) as place
  from asked
  join statement_claim sc on sc.statement = asked.statement and sc.relation <> 'denies'
  join claim c on c.id = sc.claim and c.population is not null and c.outcome is not null
),
own as materialized (
  select distinct t.statement, coalesce(t.study, sr.study) as study
  from source_trace t
  join asked on asked.statement = t.statement
  left join study_report sr on t.study is null and sr.source = t.source
  where t.basis <> 'not_located'
)
select sc.statement as statement_id, c.id as claim_id, c.claim, c.population as population_id,
  p.label as population, c.outcome as outcome_id, o.label as outcome, v.rating as verdict,
  (select json_group_array(distinct e.direction) from evidence_line e
    join own on own.study = e.study where e.claim = c.id and own.statement = sc.statement)
    as directions
from made sc
join claim c on c.id = sc.claim and sc.place <= :size
join term p on p.id = c.population
join term o on o.id = c.outcome
left join verdict v on v.claim = c.id
order by sc.statement, p.label, o.label, c.claim
