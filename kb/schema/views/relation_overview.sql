-- How one claim, or one piece of guidance, stands to another; read from left to right.
-- record: claim or guidance.
-- from_id: Id of the one.
-- from_text: The one in words.
-- kind: How it stands to the other.
-- to_id: Id of the other.
-- to_text: The other in words.
-- note: In what they agree or differ.
select
  'claim' as record,
  r.claim as from_id,
  a.claim as from_text,
  r.kind,
  r.other as to_id,
  b.claim as to_text,
  r.note
from claim_relation r
join claim a on a.id = r.claim
join claim b on b.id = r.other
union all
select
  'guidance',
  r.guidance,
  a.text,
  r.kind,
  r.other,
  b.text,
  r.note
from guidance_relation r
join guidance a on a.id = r.guidance
join guidance b on b.id = r.other
