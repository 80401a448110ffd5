-- A statement with its place in its document and the claims it makes.
-- statement_id: Id of the statement.
-- document_id: Its document.
-- file_name: The file that the offsets count in.
-- heading: The heading it stands under.
-- char_start: First character, in code points from 0.
-- char_end: End, not included.
-- kind: What the statement does.
-- gist: What it says, in own words.
-- anchor: A few words copied from the place.
-- attribution: To whom the words credit it.
-- hedging: How sure the words sound.
-- claim_ids: Claims it makes, a JSON array of ids.
-- position: Place in reading order.
-- attribution_words: The words that credit it.
-- note: A curator's remark.
-- import_id: The import that it is from; empty for a curated statement.
select
  s.id as statement_id,
  s.document as document_id,
  d.file_name,
  h.text as heading,
  s.char_start,
  s.char_end,
  s.kind,
  s.gist,
  s.anchor,
  s.attribution,
  s.hedging,
  (select json_group_array(claim) from
    (select sc.claim from statement_claim sc where sc.statement = s.id order by sc.claim))
    as claim_ids,
  s.position,
  s.attribution_words,
  s.note,
  r.import_id
from statement s
join document d on d.id = s.document
left join source r on r.key = d.source
left join heading h on h.id = s.heading
