-- The arms of a study with their doses.
select a.id as arm_id, a.label, a.n, a.cointerventions, a.intervention as intervention_id,
  t.label as intervention, d.*
from arm a left join term t on t.id = a.intervention
left join dose_table d on d.owner_type = 'arm' and d.owner_id = a.id
where a.study = :study order by a.rowid, d.dose_id
