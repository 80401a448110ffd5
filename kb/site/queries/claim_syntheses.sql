-- Pooled estimates for a claim.
select * from synthesis_table where claim_id = :claim order by measure, model
