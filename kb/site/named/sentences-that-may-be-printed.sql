-- title: Sentences that may be printed
-- about: For whoever writes: a sentence for each assessed claim that goes no farther than the
--   evidence, with its certainty.
-- choose outcome: Outcome = select distinct t.id, t.label from claim c
--   join verdict v on v.claim = c.id join term t on t.id = c.outcome order by t.label
-- choose certainty: Certainty = select distinct level from certainty
--   order by instr('high moderate low very_low', level)
select o.claim_id, v.safe_wording, o.verdict, o.certainty, o.population, o.outcome
from verdict v join claim_overview o on o.claim_id = v.claim
where v.safe_wording is not null
  and (:outcome = '' or o.outcome_id = :outcome)
  and (:certainty = '' or o.certainty = :certainty)
order by o.outcome, o.claim_id
