-- title: Hazards without control
-- about: Hazards that a document names while it gives no control against them, whether another
--   document does or none.
-- choose document: Document = select id, title from document order by title
select h.id as guidance_id, h.text as hazard, s.document as document_id, min(s.id) as statement_id,
  (select count(*) from hazard_control hc where hc.hazard = h.id) as controls_elsewhere
from guidance h
join guidance_statement gs on gs.guidance = h.id
join statement s on s.id = gs.statement
where h.kind = 'hazard'
  and (:document = '' or s.document = :document)
  and not exists (
    select 1 from hazard_control hc
    join guidance_statement cs on cs.guidance = hc.control
    join statement c on c.id = cs.statement
    where hc.hazard = h.id and c.document = s.document)
group by h.id, s.document
order by controls_elsewhere, h.text, s.document
