-- The claims that a source's studies bear on, and how.
select c.id as claim_id, c.claim, v.rating as verdict, count(*) over () as total,
  (select json_group_array(direction) from (
    select distinct e.direction from evidence_line e join study_report p on p.study = e.study
    where p.source = :source and e.claim = c.id order by 1)) as directions
from claim c left join verdict v on v.claim = c.id
where c.id in (
  select e.claim from study_report p join evidence_line e on e.study = p.study
  where p.source = :source)
order by c.claim limit 100
