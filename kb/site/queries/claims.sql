-- What lists show of some claims, in the order in which their rowids are given.
select
  v.*,
  w.safe_wording,
  w.date as judged,
  (select count(*) from claim_gap g where g.claim_id = v.claim_id) as n_gaps,
  (select count(*) from claim_gap g
    where g.claim_id = v.claim_id and g.severity = 'major') as n_major_gaps,
  (select group_concat(distinct g.kind) from claim_gap g where g.claim_id = v.claim_id) as gap_kinds
from json_each(:claims) asked
join claim c on c.rowid = asked.value
join claim_overview v on v.claim_id = c.id
left join verdict w on w.claim = c.id
order by asked.key
