-- One document, without its text.
select d.id as document_id, d.title, d.language, d.published, d.published_missing, d.sha256,
  d.characters, d.about, d.text is not null as has_text, d.source as source_key,
  r.citation, r.year, r.url, r.reference, r.import_id
from document d join source r on r.key = d.source
where d.id = :document
