-- Some statements in reading order, with the headings they stand under.
select s.*, h.position as heading_position
from json_each(:statements) w join statement_overview s on s.statement_id = w.value
join statement t on t.id = s.statement_id
left join heading h on h.id = t.heading
order by s.document_id, s.position
