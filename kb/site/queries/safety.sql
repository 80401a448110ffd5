-- A page of the hazards: what is meant against them, and which of some documents says so.
with listed as materialized (
  select distinct hc.hazard, g.text
  from hazard_control hc join guidance g on g.id = hc.hazard
  order by g.text, hc.hazard limit :size offset :skip
)
select m.*, d.title, (select count(distinct hazard) from hazard_control) as total
from listed l
join safety_matrix m on m.hazard = l.hazard
join document d on d.id = m.document_id
where m.document_id in (select value from json_each(:documents))
order by m.hazard_text, m.hazard, m.control_text, m.control, d.title, d.id
