-- Whether there is a claim.
select id from claim where id = :claim
