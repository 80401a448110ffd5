-- title: Claims said most
-- about: Claims by the number of places that make them, with what is known of each.
-- choose verdict: Verdict = select distinct rating from verdict order by rating
-- bar: n_statements
select claim_id, claim, verdict, certainty, n_statements, n_documents, n_studies
from claim_overview
where n_statements > 0
  and (:verdict = '' or verdict = :verdict)
order by n_statements desc, n_documents desc, claim
