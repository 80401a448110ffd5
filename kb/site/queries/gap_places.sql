-- Other gaps: of the same kind and claim in the same words elsewhere, or of the same statement.
select other.gap_id, other.kind, other.severity, other.said, other.statement_id, s.anchor, d.title, c.claim,
  other.kind = one.kind and other.said = one.said and other.evidence_says = one.evidence_says
    and other.claim_id is one.claim_id as is_same
from gap_report one
join gap_report other on other.gap_id <> one.gap_id
  and (other.statement_id = one.statement_id
    or other.kind = one.kind and other.said = one.said and other.evidence_says = one.evidence_says
      and other.claim_id is one.claim_id)
left join claim c on c.id = other.claim_id
left join statement s on s.id = other.statement_id
left join document d on d.id = s.document
where one.gap_id = :gap
order by is_same desc, instr('major minor info', other.severity), other.gap_id
