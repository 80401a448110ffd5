-- One document; its text is there in a private build only.
select d.*, d.source as source_key, r.citation, r.year, r.url, r.reference
from document d join source r on r.key = d.source
where d.id = :document
