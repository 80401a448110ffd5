-- A source with what rests on it.
-- source_key: BibTeX key.
-- citation: Short form.
-- year: Year of publication.
-- type: BibTeX entry type.
-- doi: Digital object identifier.
-- pmid: PubMed id.
-- url: Address.
-- standing: What has become of it since it was published.
-- n_studies: Studies that it reports.
-- n_claims: Claims made by it, or with evidence from studies that it reports.
-- title: Title.
-- container: Journal, book or site.
-- reference: Full reference.
-- document_id: The document, where it is one whose statements are structured; of several, one.
-- import_id: The import that it is from; empty for one of the bibliography.
select
  r.key as source_key,
  r.citation,
  r.year,
  r.type,
  r.doi,
  r.pmid,
  r.url,
  r.standing,
  (select count(*) from study_report sr where sr.source = r.key) as n_studies,
  (select count(*) from (
    select e.claim from study_report sr join evidence_line e on e.study = sr.study
      where sr.source = r.key
    union
    select sc.claim from document d join statement s on s.document = d.id
      join statement_claim sc on sc.statement = s.id
      where d.source = r.key and sc.relation <> 'denies'
  )) as n_claims,
  r.title,
  r.container,
  r.reference,
  (select min(d.id) from document d where d.source = r.key) as document_id,
  r.import_id
from source r
