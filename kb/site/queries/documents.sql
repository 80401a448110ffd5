-- Documents with what was found in them.
select
-- include document_columns
from document d join source r on r.key = d.source
order by d.title
