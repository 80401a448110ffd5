-- The records behind a gap, with the part of the site where each stands.
select e.value as id,
  case when st.id is not null then 'studies' when c.id is not null then 'claims'
    when g.id is not null then 'guidance' when s.id is not null then 'statements'
    when f.id is not null then 'studies' when t.id is not null then 'terms'
    when r.key is not null then 'sources' end as shelf,
  coalesce(f.study, e.value) as record,
  coalesce(st.title, c.claim, g.text, s.gist, f.result, t.label, r.citation, e.value) as label
from gap
join json_each(gap.records) e
left join study st on st.id = e.value
left join claim c on c.id = e.value
left join guidance g on g.id = e.value
left join statement s on s.id = e.value
left join finding f on f.id = e.value
left join term t on t.id = e.value
left join source r on r.key = e.value
where gap.id = :gap
order by e.key
