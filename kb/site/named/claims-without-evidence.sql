-- title: Claims without evidence
-- about: Claims that no finding speaks for or against, those most often said first. Where nothing
--   was found, the verdict says so; where nobody has looked, there is none.
-- choose kind: Kind of claim = select distinct kind from claim order by kind
-- bar: n_statements
select claim_id, claim, kind, verdict, n_statements, n_documents
from claim_overview
where claim_id not in (select claim from evidence_line)
  and status not in ('deprecated', 'merged')
  and (:kind = '' or kind = :kind)
order by n_statements desc, claim
