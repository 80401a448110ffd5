-- How many claims that stand there are of each population, outcome and verdict.
select population, outcome, verdict, n from claim_count
where population is not null and outcome is not null
