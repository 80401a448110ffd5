-- Hazards for some populations, each with the controls against it, and who names which.
select h.id as hazard_id, h.text as hazard, z.harm, z.at_risk, c.id as control_id,
  c.text as control, k.control_kind,
  (select group_concat(source, ' ') from (
    select distinct d.source from guidance_statement gs join statement s on s.id = gs.statement
    join document d on d.id = s.document where gs.guidance = h.id order by d.source))
    as hazard_sources,
  (select group_concat(source, ' ') from (
    select distinct d.source from guidance_statement gs join statement s on s.id = gs.statement
    join document d on d.id = s.document where gs.guidance = c.id order by d.source))
    as control_sources
from hazard z
join guidance h on h.id = z.guidance
left join hazard_control hc on hc.hazard = h.id
left join guidance c on c.id = hc.control
left join control k on k.guidance = c.id
where h.population is null or h.population in (select value from json_each(:terms))
order by h.text, h.id, c.text, c.id
