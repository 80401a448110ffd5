-- Records whose ids begin alike, of every kind.
select * from (select 'claims' as shelf, id as record_id, claim as text from claim
  where id >= :low and id < :high order by id limit :size)
union all
select * from (select 'documents', id, title from document
  where id >= :low and id < :high order by id limit :size)
union all
select * from (select 'guidance', id, text from guidance
  where id >= :low and id < :high order by id limit :size)
union all
select * from (select 'sources', key, citation from source
  where key >= :low and key < :high order by key limit :size)
union all
select * from (select 'statements', id, coalesce(gist, id) from statement
  where id >= :low and id < :high order by id limit :size)
union all
select * from (select 'studies', id, title from study
  where id >= :low and id < :high order by id limit :size)
union all
select * from (select 'terms', id, label from term
  where id >= :low and id < :high order by id limit :size)
