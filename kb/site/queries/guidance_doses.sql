-- Doses of a piece of guidance: its own, and those of its steps.
select * from dose_table
where (owner_type = 'guidance' and owner_id = :guidance)
  or (owner_type = 'protocol_step'
    and owner_id in (select id from protocol_step where guidance = :guidance))
order by owner_type, dose_id
