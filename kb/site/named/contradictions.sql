-- title: What contradicts what
-- about: Claims, and pieces of guidance, that cannot both hold, with a note on where they part.
-- choose record: Of what = claim, guidance
select record, from_text as one, to_text as other, note,
  case record when 'claim' then json_array(from_id, to_id) end as claim_ids,
  case record when 'guidance' then json_array(from_id, to_id) end as guidance_ids
from relation_overview
where kind = 'contradicts'
  and (:record = '' or record = :record)
order by record, from_id, to_id
