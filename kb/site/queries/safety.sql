-- Hazards, what is meant against them, and which document says so.
select m.*, d.title from safety_matrix m join document d on d.id = m.document_id
order by m.hazard_text, m.control_text, d.title
