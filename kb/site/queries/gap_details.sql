-- The picked gaps, in their places, with what they are about.
select picked.place, g.*, k.meaning, c.claim, s.anchor, d.title
from picked
join gap_report g on g.gap_id = picked.gap_id
left join gap_kind k on k.kind = g.kind
left join statement s on s.id = g.statement_id
left join document d on d.id = g.document_id
left join claim c on c.id = g.claim_id
order by picked.place
