-- Studies that a source reports.
select s.id as study_id, s.title, s.design, r.role
from study_report r join study s on s.id = r.study
where r.source = :source order by s.title
