-- title: Studies not read in full
-- about: Studies read only as abstract, registry record or through another source, those on which
--   most claims rest first: to read them may change a verdict.
-- choose level: How far it was read = select distinct reading_level from study
--   where reading_level <> 'full_text' order by reading_level
-- bar: claims
select s.id as study_id, s.title, s.design, s.reading_level,
  count(distinct e.claim) as claims,
  (select r.source from study_report r where r.study = s.id
    order by r.role <> 'primary', r.source limit 1) as source_key
from study s left join evidence_line e on e.study = s.id
where s.reading_level <> 'full_text'
  and (:level = '' or s.reading_level = :level)
group by s.id
order by claims desc, s.id
