-- A statement's place in its document, with its neighbours; in a private build with the words around.
select s.id as statement_id, s.document as document_id, s.position, d.title, d.language,
  d.source as source_key, r.citation, d.characters, d.text is not null as has_text,
  (select id from statement o where o.document = s.document and o.position < s.position
    and o.kind <> 'noise' order by o.position desc limit 1) as previous,
  (select id from statement o where o.document = s.document and o.position > s.position
    and o.kind <> 'noise' order by o.position limit 1) as next,
  (select count(*) from statement o where o.document = s.document) as n_statements,
  substr(d.text, max(s.char_start - 200, 0) + 1, min(s.char_start, 200)) as before,
  substr(d.text, s.char_start + 1, s.char_end - s.char_start) as words,
  substr(d.text, s.char_end + 1, 200) as after
from statement s join document d on d.id = s.document join source r on r.key = d.source
where s.id = :statement
