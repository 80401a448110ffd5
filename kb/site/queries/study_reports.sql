-- The sources that report a study.
select r.key as source_key, r.citation, r.title, r.year, r.standing, p.role
from study_report p join source r on r.key = p.source
where p.study = :study order by p.role <> 'primary', p.role, r.citation
