-- title: Outcomes by how much they were studied
-- about: For each outcome of a claim, how many claims, studies and findings there are; zeros show
--   what is said and was never found studied.
-- bar: studies
select t.id as term_id, t.label as outcome,
  count(distinct c.id) as claims,
  count(distinct e.study) as studies,
  count(distinct e.finding) as findings
from claim c join term t on t.id = c.outcome
left join evidence_line e on e.claim = c.id
where c.status not in ('deprecated', 'merged')
group by t.id
order by studies desc, claims desc, t.label
