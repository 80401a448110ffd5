-- Claims by their newest verdict; of one day those that are said most often.
with oldest as (
  select v.date from verdict v join claim c on c.id = v.claim
  where v.date is not null and c.status in ('draft', 'reviewed')
  order by v.date desc limit 1 offset :size - 1
)
select c.id as claim_id, c.claim, v.rating as verdict, g.level as certainty, v.date,
  (select count(*) from statement_claim sc where sc.claim = c.id) as n_places
from verdict v
join claim c on c.id = v.claim
left join certainty g on g.claim = c.id
where v.date >= coalesce((select date from oldest), '') and c.status in ('draft', 'reviewed')
order by v.date desc, n_places desc, c.claim
limit :size
