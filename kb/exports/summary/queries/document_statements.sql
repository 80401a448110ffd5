-- Every statement of some documents but the noise, in reading order.
select s.*, coalesce(h.position, 0) as heading_position
from statement_overview s
join statement t on t.id = s.statement_id
left join heading h on h.id = t.heading
where s.document_id in (select value from json_each(:documents)) and s.kind <> 'noise'
order by s.document_id, s.position, s.statement_id
