-- One study.
select s.*, s.id as study_id, p.label as population_label
from study s left join term p on p.id = s.population
where s.id = :study
