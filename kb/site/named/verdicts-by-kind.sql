-- title: Verdicts by kind of claim
-- about: How many claims of each kind got which verdict; those without one are not yet assessed.
-- bar: claims
select c.kind, coalesce(v.rating, 'not yet assessed') as verdict, count(*) as claims
from claim c left join verdict v on v.claim = c.id
where c.status not in ('deprecated', 'merged')
group by c.kind, v.rating
order by c.kind, claims desc, verdict
