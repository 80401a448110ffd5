-- What happened on days that are written down: verdicts, and searches for evidence against a claim.
with event as materialized (
  select 'verdict' as event, date, claim, 1 as n from verdict where date is not null
  union all
  select 'search', date, claim, count(*) from contrary_search
    where date is not null group by claim, date
  order by date desc, event desc, claim
  limit :size
)
select e.event, e.date, e.n, c.id as claim_id, c.claim,
  iif(e.event = 'verdict', v.rating, null) as word,
  iif(e.event = 'verdict', g.level, null) as certainty,
  iif(e.event = 'verdict', v.safe_wording, null) as safe_wording,
  iif(e.event = 'verdict', v.reason, (
    select group_concat('Searched ' || searched || ' for “' || query || '”'
      || coalesce('; ' || hits || ' found', '') || coalesce(': ' || outcome, '.'), char(10))
    from (select * from contrary_search s where s.claim = e.claim and s.date = e.date order by id)
  )) as told
from event e
join claim c on c.id = e.claim
left join verdict v on v.claim = c.id
left join certainty g on g.claim = c.id
order by e.date desc, e.event desc, e.claim
