-- One claim with its judgements.
select
  o.*, c.status_reason, c.merged_into, m.claim as merged_into_claim,
  v.reason as verdict_reason, v.would_change, v.safe_wording, v.do_not_say, v.date as verdict_date,
  g.start as certainty_start, g.override_reason,
  (select json_group_array(json_object('domain', domain, 'rating', rating, 'reason', reason))
    from certainty_domain where claim = c.id) as domains,
  (select json_group_array(json_object('searched', searched, 'query', query, 'date', date,
    'hits', hits, 'outcome', outcome)) from contrary_search where claim = c.id) as searches,
  (select json_group_array(json_object('id', t.id, 'label', t.label))
    from claim_body_part b join term t on t.id = b.body_part where b.claim = c.id) as body_parts
from claim_overview o
join claim c on c.id = o.claim_id
left join claim m on m.id = c.merged_into
left join verdict v on v.claim = c.id
left join certainty g on g.claim = c.id
where o.claim_id = :claim
