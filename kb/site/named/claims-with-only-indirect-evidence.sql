-- title: Claims with only indirect evidence
-- about: Claims whose every finding comes from other people, another intervention, another
--   comparison or another outcome than the claim speaks of.
-- choose outcome: Outcome = select distinct t.id, t.label from claim c
--   join term t on t.id = c.outcome order by t.label
select o.claim_id, o.claim, o.verdict, o.certainty, count(*) as findings,
  count(distinct e.study_id) as studies
from claim_overview o join evidence_table e on e.claim_id = o.claim_id
where :outcome = '' or o.outcome_id = :outcome
group by o.claim_id
having min(e.directness = 'indirect') = 1
order by findings desc, o.claim
