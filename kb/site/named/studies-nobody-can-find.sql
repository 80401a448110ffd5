-- title: Statements credited to a study that nobody can find
-- about: Statements that lean on research, and whose source was not located; with what was searched
--   on the page of the document.
-- choose document: Document = select id, title from document order by title
-- choose attribution: How it is credited = select distinct attribution from statement
--   where attribution is not null order by attribution
select s.id as statement_id, s.gist, s.attribution, s.attribution_words, t.reason,
  s.document as document_id
from source_trace t join statement s on s.id = t.statement
where t.basis = 'not_located'
  and (:document = '' or s.document = :document)
  and (:attribution = '' or s.attribution = :attribution)
order by s.document, s.position
