-- title: Studies used most
-- about: Studies whose findings speak for or against the most claims.
-- choose design: Design = select distinct design from study order by design
-- bar: claims
select s.id as study_id, s.title, s.design, s.n_analysed, s.reading_level,
  count(distinct e.claim) as claims, count(*) as evidence_lines
from study s join evidence_line e on e.study = s.id
where :design = '' or s.design = :design
group by s.id
order by claims desc, evidence_lines desc, s.id
