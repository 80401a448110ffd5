-- Sources in a bibliography's order: all, or what belongs to a claim, a document or a study.
-- A source that a curator infers behind a statement belongs to neither: nobody cites it.
select s.key, s.citation, s.csl, s.bibtex, s.reference, count(*) over () as total
from source s
where (:claim is null or s.key in (
  select r.source from evidence_line e join study_report r on r.study = e.study
    where e.claim = :claim
  union
  select d.source from statement_claim c join statement t on t.id = c.statement
    join document d on d.id = t.document where c.claim = :claim
  union
  select x.source from statement_claim c join source_trace x on x.statement = c.statement
    where c.claim = :claim and x.basis = 'author_cited'
))
and (:document is null or s.key in (
  select d.source from document d where d.id = :document
  union
  select x.source from statement t join source_trace x on x.statement = t.id
    where t.document = :document and x.basis = 'author_cited'
  union
  select r.source from statement t join statement_claim c on c.statement = t.id
    join evidence_line e on e.claim = c.claim join study_report r on r.study = e.study
    where t.document = :document
))
and (:study is null or s.key in (select r.source from study_report r where r.study = :study))
order by s.sort_key, s.key
limit :size offset :skip
