-- The chosen claims with their judgements, population by population.
select o.*, c.status_reason, c.merged_into,
  v.reason as verdict_reason, v.would_change, v.safe_wording, v.do_not_say, v.date as verdict_date,
  g.start as certainty_start, g.override, g.override_reason
from claim_overview o
join claim c on c.id = o.claim_id
left join verdict v on v.claim = c.id
left join certainty g on g.claim = c.id
where c.id in (select id from temp.chosen_claim)
order by o.population, o.outcome, o.claim, o.claim_id
