-- Every statement of a document in reading order, with what is known of it in numbers.
-- `weight`: about how many characters it takes on a page.
with said as (
  select sc.statement, json_group_array(coalesce(v.rating, 'unassessed')) as verdicts,
    sum(length(c.claim) + 280) as weight
  from statement s join statement_claim sc on sc.statement = s.id join claim c on c.id = sc.claim
  left join verdict v on v.claim = c.id
  where s.document = :document and sc.relation <> 'denies'
  group by sc.statement
),
parted as (
  select g.statement, sum(g.severity = 'major') as n_major, sum(g.severity = 'minor') as n_minor,
    sum(g.severity = 'info') as n_info,
    sum(length(g.said) + length(g.evidence_says) + length(g.explanation) + 620) as weight
  from statement s join gap g on g.statement = s.id
  where s.document = :document group by g.statement
),
traced as (
  select t.statement, json_group_array(t.basis) as bases,
    sum(length(t.features) * 2 + length(t.searched) + length(coalesce(t.reason, '')) + 400) as weight
  from statement s join source_trace t on t.statement = s.id
  where s.document = :document group by t.statement
)
select s.id as statement_id, s.position, s.kind, s.char_start, s.char_end, s.attribution,
  coalesce(h.position, 0) as heading_position, h.text as heading, h.char_start as heading_start,
  row_number() over (partition by s.heading, s.kind = 'noise' order by s.position) = 1 as is_first,
  coalesce(c.verdicts, '[]') as verdicts, coalesce(t.bases, '[]') as bases,
  coalesce(p.n_major, 0) as major, coalesce(p.n_minor, 0) as minor, coalesce(p.n_info, 0) as info,
  620 + length(coalesce(s.gist, '')) + coalesce(c.weight, 0) + coalesce(p.weight, 0)
    + coalesce(t.weight, 0) as weight
from statement s
left join heading h on h.id = s.heading
left join said c on c.statement = s.id
left join parted p on p.statement = s.id
left join traced t on t.statement = s.id
where s.document = :document
order by s.position
