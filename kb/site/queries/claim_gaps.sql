-- Where statements of a claim and the evidence part.
select * from gap_report where claim_id = :claim order by severity, gap_id
