-- What happened on days that are written down: verdicts, and searches for evidence against a claim.
select 'verdict' as event, v.date, c.id as claim_id, c.claim, v.rating as word, g.level as certainty,
  v.reason as told, v.safe_wording, null as n
from verdict v
join claim c on c.id = v.claim
left join certainty g on g.claim = c.id
where v.date is not null
union all
select 'search', s.date, c.id, c.claim, null, null,
  group_concat('Searched ' || s.searched || ' for “' || s.query || '”'
    || coalesce('; ' || s.hits || ' found', '') || coalesce(': ' || s.outcome, '.'), char(10)),
  null, count(*)
from (select * from contrary_search where date is not null order by claim, date, id) s
join claim c on c.id = s.claim
group by s.claim, s.date
order by date desc, event desc, claim_id
limit :size
