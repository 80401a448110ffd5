-- How a protocol grows.
select * from progression_rule where guidance = :guidance order by id
