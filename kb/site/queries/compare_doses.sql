-- include dose_given
-- The doses that a document advises.
select distinct record_id, owner, stage, wording, population_label
from given
where part = 'advised' and record_id in (
  select gs.guidance from statement s join guidance_statement gs on gs.statement = s.id
  where s.document = :document)
order by case stage when 'start' then 1 when 'build_up' then 2 when 'target' then 3 else 4 end,
  owner, wording
