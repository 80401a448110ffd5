-- One gap, with what its kind means and what it is about.
select g.*, k.meaning, k.explanation as kind_explained, c.claim, v.rating as verdict, s.gist,
  s.anchor, d.title, s.document as document_id
from gap_report g
left join gap_kind k on k.kind = g.kind
left join claim c on c.id = g.claim_id
left join verdict v on v.claim = g.claim_id
left join statement s on s.id = g.statement_id
left join document d on d.id = s.document
where g.gap_id = :gap
