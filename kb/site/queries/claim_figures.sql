-- The figures of a claim.
select * from figure where claim_id = :claim order by kind, length(figure_id), figure_id
