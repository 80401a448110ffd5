-- A document's statements in reading order, with the headings they stand under.
select s.*, h.position as heading_position
from statement_overview s
left join statement t on t.id = s.statement_id
left join heading h on h.id = t.heading
where s.document_id = :document
order by s.position
