-- What lists show of some claims, in the order in which their rowids are given.
with asked as materialized (
  select c.id as claim, each.key as place
  from json_each(:claims) each join claim c on c.rowid = each.value
),
-- as in claim_gap, which SQLite reads whole before it looks for a claim
gap_of(claim, kind, severity) as (
  select asked.claim, g.kind, g.severity from asked join gap g on g.claim = asked.claim
  union all
  select asked.claim, g.kind, g.severity
  from asked join statement_claim sc on sc.claim = asked.claim
  join gap g on g.statement = sc.statement where g.claim is null
),
gaps as materialized (
  select claim, count(*) as n, sum(severity = 'major') as major,
    group_concat(distinct kind) as kinds
  from gap_of group by claim
)
select
  v.*,
  w.safe_wording,
  w.date as judged,
  coalesce(gaps.n, 0) as n_gaps,
  coalesce(gaps.major, 0) as n_major_gaps,
  gaps.kinds as gap_kinds
from asked
join claim_overview v on v.claim_id = asked.claim
left join verdict w on w.claim = asked.claim
left join gaps on gaps.claim = asked.claim
order by asked.place
