-- Studies of the same people, reviews that include a study, and studies that it includes.
select 'the same people' as relation, o.id as study_id, o.title
from study s join study o on o.cohort = s.cohort and o.id <> s.id where s.id = :study
union all
select 'included by', o.id, o.title
from study_inclusion i join study o on o.id = i.review where i.study = :study
union all
select 'includes', o.id, o.title
from study_inclusion i join study o on o.id = i.study where i.review = :study
order by 1, 3
