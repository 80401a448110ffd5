-- Where statements of some documents part from what is known, most misleading first.
select g.*
from gap_report g
where g.document_id in (select value from json_each(:documents))
order by g.statement_id, instr('major minor info', g.severity), g.kind, g.gap_id
