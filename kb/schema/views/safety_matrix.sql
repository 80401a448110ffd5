-- Whether a document names a control against a hazard; a row for each of the three.
-- hazard: Id of the hazard.
-- control: Id of the control.
-- document_id: The document.
-- covered: 1 when a statement of the document gives the control, else 0.
-- statement_id: The first statement that gives it.
-- hazard_text: The hazard in words.
-- control_text: The control in words.
-- control_kind: How the control works.
-- hazard_named: 1 when the document names the hazard itself.
select
  hc.hazard,
  hc.control,
  d.id as document_id,
  (select case when count(*) > 0 then 1 else 0 end
    from guidance_statement gs join statement s on s.id = gs.statement
    where gs.guidance = hc.control and s.document = d.id) as covered,
  (select s.id from guidance_statement gs join statement s on s.id = gs.statement
    where gs.guidance = hc.control and s.document = d.id
    order by s.position limit 1) as statement_id,
  h.text as hazard_text,
  c.text as control_text,
  k.control_kind,
  (select case when count(*) > 0 then 1 else 0 end
    from guidance_statement gs join statement s on s.id = gs.statement
    where gs.guidance = hc.hazard and s.document = d.id) as hazard_named
from hazard_control hc
join guidance h on h.id = hc.hazard
join guidance c on c.id = hc.control
join control k on k.guidance = hc.control
cross join document d
