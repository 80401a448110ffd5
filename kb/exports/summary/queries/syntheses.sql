-- Pooled estimates for the chosen claims.
select * from synthesis_table
where claim_id in (select id from temp.chosen_claim)
order by claim_id, measure, model, synthesis_id
