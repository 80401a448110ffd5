-- A number that a document gives, in its own unit and in the canonical one.
-- quantity_id: Id of the quantity.
-- owner_type: Kind of record that gives it.
-- owner_id: Id of that record.
-- statement_id: The statement that gives it.
-- role: What the number does.
-- arm: Which of the compared conditions it belongs to.
-- operator: How the value stands to the thing measured.
-- value: The number; of a range, its lower end.
-- value_high: Upper end of a range.
-- unit: UCUM code of the unit.
-- scale: What the number is relative to.
-- qualifier: The wording's own qualifier.
-- canonical_value: The value in the canonical unit.
-- canonical_unit: UCUM code of the canonical unit.
-- canonical_value_high: The upper end in the canonical unit.
-- kind: What is measured.
-- stage: For a dose, the part of the programme it speaks of.
-- reference: What a relative number is a part of or compared with.
-- per: The base that the wording names.
-- conditions: Under what the number holds.
-- derived: 1 when computed from other numbers.
-- recipe: How a derived number follows from others.
-- document_id: The document.
-- char_start: First character of the number in the document.
-- char_end: End of the number, not included.
select
  q.id as quantity_id,
  q.owner_type,
  q.owner_id,
  q.statement as statement_id,
  q.role,
  q.arm,
  q.operator,
  q.value,
  q.value_high,
  q.unit,
  q.scale,
  q.qualifier,
  q.canonical_value,
  q.canonical_unit,
  q.canonical_value_high,
  q.kind,
  q.stage,
  q.reference,
  q.per,
  q.conditions,
  q.derived,
  q.recipe,
  s.document as document_id,
  q.char_start,
  q.char_end
from quantity q
left join statement s on s.id = q.statement
