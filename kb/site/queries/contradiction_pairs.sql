-- Pairs that contradict each other, with the documents that say either side.
with pair as (
  select r.*,
    (select json_group_array(title) from (
      select d.title from statement_claim sc join statement s on s.id = sc.statement
        join document d on d.id = s.document
        where r.record = 'claim' and sc.claim = r.from_id and sc.relation <> 'denies'
      union select d.title from guidance_statement gs join statement s on s.id = gs.statement
        join document d on d.id = s.document
        where r.record = 'guidance' and gs.guidance = r.from_id)) as from_documents,
    (select json_group_array(title) from (
      select d.title from statement_claim sc join statement s on s.id = sc.statement
        join document d on d.id = s.document
        where r.record = 'claim' and sc.claim = r.to_id and sc.relation <> 'denies'
      union select d.title from guidance_statement gs join statement s on s.id = gs.statement
        join document d on d.id = s.document
        where r.record = 'guidance' and gs.guidance = r.to_id)) as to_documents
  from relation_overview r where r.kind = 'contradicts'
),
scoped as (
  select *, case when exists (
      select 1 from json_each(from_documents) a join json_each(to_documents) b on a.value = b.value)
    then 'within' else 'between' end as scope
  from pair
)
