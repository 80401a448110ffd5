-- The documents that make a claim in so many words, with who wrote them, as far as they say.
select d.id as document_id, d.title, d.published, d.language, s.url, s.authors, s.container
from document d join source s on s.key = d.source
where d.id in (
  select t.document from statement_claim sc join statement t on t.id = sc.statement
  where sc.claim = :claim and sc.relation = 'expresses' and t.kind <> 'question')
order by d.published is null, d.published, d.id
