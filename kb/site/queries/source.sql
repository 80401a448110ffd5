-- One source with its entry.
select l.*, s.authors, s.volume, s.number, s.pages, s.note, s.background, s.bibtex, s.csl
from source_list l join source s on s.key = l.source_key
where l.source_key = :source
