-- Which records a change of claims concerns: all that syntheses and audits of these look at, and
-- what the claims name now. `changed`, `named` and `studies` are JSON lists of ids; `named` holds
-- the claims that the changed ones contradict, belong to or were merged into.
with recursive
changed as (select value as id from json_each(:changed)),
named as (select value as id from json_each(:named)),
above as (
  select id from named
  union
  select r.other from claim_relation r join above a on a.id = r.claim
  where r.kind in ('narrower', 'component_of')
  union
  select c.merged_into from claim c join above a on a.id = c.id where c.merged_into is not null
),
against as (
  select id from changed
  union select id from named
  union select r.other from claim_relation r join changed c on c.id = r.claim
  where r.kind = 'contradicts'
  union select r.claim from claim_relation r join changed c on c.id = r.other
  where r.kind = 'contradicts'
),
told as (
  select distinct s.document as id
  from statement_claim l join statement s on s.id = l.statement join against a on a.id = l.claim
),
said as (
  select s.id from statement s join told d on d.id = s.document
),
claims as (
  select id from against
  union select id from above
  union select l.claim from statement_claim l join said s on s.id = l.statement
),
traced as (
  select t.study, t.source from source_trace t join said s on s.id = t.statement
),
studied as (
  select value as id from json_each(:studies)
  union select e.study from evidence_line e join claims c on c.id = e.claim
  union select study from traced where study is not null
  union select r.study from study_report r join traced t on t.source = r.source
)
select 'document' as kind, id from told
union all select 'claim', id from claims
union all select 'study', id from studied
