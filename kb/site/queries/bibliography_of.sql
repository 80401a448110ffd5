-- What a bibliography is narrowed to.
select 'claims' as shelf, id, claim as name from claim where id = :claim
union all
select 'documents', id, title from document where id = :document
union all
select 'studies', id, title from study where id = :study
