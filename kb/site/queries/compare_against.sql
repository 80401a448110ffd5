-- Where two documents contradict each other: the side of the left one first.
with made(claim, document) as (
  select distinct sc.claim, s.document
  from statement s join statement_claim sc on sc.statement = s.id
  where s.document in (:left, :right) and sc.relation <> 'denies'
),
given(guidance, document) as (
  select distinct gs.guidance, s.document
  from statement s join guidance_statement gs on gs.statement = s.id
  where s.document in (:left, :right)
),
pair(record, one, other, note) as (
  select 'claim', claim, other, note from claim_relation where kind = 'contradicts'
  union all select 'claim', other, claim, note from claim_relation where kind = 'contradicts'
  union all select 'guidance', guidance, other, note from guidance_relation
    where kind = 'contradicts'
  union all select 'guidance', other, guidance, note from guidance_relation
    where kind = 'contradicts'
)
select p.record, p.one as left_id, a.claim as left_text, p.other as right_id,
  b.claim as right_text, p.note
from pair p
join made l on l.claim = p.one and l.document = :left
join made r on r.claim = p.other and r.document = :right
join claim a on a.id = p.one join claim b on b.id = p.other
where p.record = 'claim'
union
select p.record, p.one, a.text, p.other, b.text, p.note
from pair p
join given l on l.guidance = p.one and l.document = :left
join given r on r.guidance = p.other and r.document = :right
join guidance a on a.id = p.one join guidance b on b.id = p.other
where p.record = 'guidance'
order by 1, 3, 5
