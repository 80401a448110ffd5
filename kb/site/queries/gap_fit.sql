-- Every gap, with its document and what of the asked it misses.
with fit as (
  select g.*, s.document as document_id, d.title, s.anchor, c.claim,
    coalesce(:severity, g.severity) <> g.severity as severity_missed,
    coalesce(:kind, g.kind) <> g.kind as kind_missed,
    coalesce(:document, s.document, '') <> coalesce(s.document, '') as document_missed,
    case g.severity when 'major' then 1 when 'minor' then 2 else 3 end as rank
  from gap_report g
  left join statement s on s.id = g.statement_id
  left join document d on d.id = s.document
  left join claim c on c.id = g.claim_id
  where :claim is null
    or g.gap_id in (select gap_id from claim_gap where claim_id = :claim)
)
