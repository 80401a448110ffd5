-- Every gap, with its document and what of the asked it misses.
with fit as (
  select g.id as gap_id, g.severity, g.kind, g.claim as claim_id, g.said, s.document as document_id,
    coalesce(:severity, g.severity) <> g.severity as severity_missed,
    coalesce(:kind, g.kind) <> g.kind as kind_missed,
    :document is not null and coalesce(g.statement, '') not in
      (select id from statement where document = :document) as document_missed,
    case g.severity when 'major' then 1 when 'minor' then 2 else 3 end as rank
  from gap g left join statement s on s.id = g.statement
  where :claim is null or g.id in (select gap_id from claim_gap where claim_id = :claim)
)
