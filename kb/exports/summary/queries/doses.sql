-- Doses that are advised, told of by documents, or were studied, for some populations; of studies
-- the arms that did one of some interventions.
select * from (
  select d.*, t.id as population_id, t.label as population_label,
    case d.owner_type when 'arm' then 'studied' when 'statement' then 'told' else 'advised' end
      as part,
    coalesce(s.gist, g.text, p.action, a.label) as owner, a.cointerventions, a.study as study_id,
    coalesce(a.intervention, pg.intervention, g.intervention) as intervention_id,
    (select sr.source from study_report sr where sr.study = a.study
      order by sr.role <> 'primary', sr.source limit 1) as study_source,
    (select group_concat(source, ' ') from (
      select distinct od.source from statement gst join document od on od.id = gst.document
      where gst.id = s.id or gst.id in (
        select statement from guidance_statement where guidance = coalesce(g.id, p.guidance))
      order by od.source)) as sources
  from dose_table d
  join dose o on o.id = d.dose_id
  left join statement s on d.owner_type = 'statement' and s.id = d.owner_id
  left join guidance g on d.owner_type = 'guidance' and g.id = d.owner_id
  left join protocol_step p on d.owner_type = 'protocol_step' and p.id = d.owner_id
  left join guidance pg on pg.id = p.guidance
  left join arm a on d.owner_type = 'arm' and a.id = d.owner_id
  left join term t on t.id = coalesce(o.population, g.population, pg.population)
)
where (population_id is null or population_id in (select value from json_each(:terms)))
  and (intervention_id is null or intervention_id in (select value from json_each(:terms)))
  and (part <> 'studied' or study_id in (select id from temp.chosen_study))
  and (part <> 'told' or owner_id in (select id from temp.chosen_statement))
order by instr('advised told studied', part), population_label, study_source, dose_id
