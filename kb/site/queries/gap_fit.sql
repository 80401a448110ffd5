-- Every gap, with its document and what of the asked it misses.
with fit as (
  select g.*, d.title, s.anchor, c.claim, k.meaning,
    coalesce(:severity, g.severity) <> g.severity as severity_missed,
    coalesce(:kind, g.kind) <> g.kind as kind_missed,
    coalesce(:document, g.document_id, '') <> coalesce(g.document_id, '') as document_missed,
    case g.severity when 'major' then 1 when 'minor' then 2 else 3 end as rank
  from gap_report g
  left join gap_kind k on k.kind = g.kind
  left join statement s on s.id = g.statement_id
  left join document d on d.id = g.document_id
  left join claim c on c.id = g.claim_id
  where :claim is null
    or g.gap_id in (select gap_id from claim_gap where claim_id = :claim)
)
