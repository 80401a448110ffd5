-- How much there is to compare.
select
  (select count(*) from dose where owner_type in ('guidance', 'protocol_step')) as advised,
  (select count(*) from dose where owner_type = 'arm') as studied,
  (select count(distinct hazard) from hazard_control) as hazards,
  (select count(distinct control) from hazard_control) as controls,
  (select count(*) from relation_overview where kind = 'contradicts') as contradictions,
  (select count(*) from document) as documents
