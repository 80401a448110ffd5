-- include dose_given
-- What is advised; a step from one dose to the next is no dose by itself.
select * from given where owner_type in ('guidance', 'protocol_step') and stage <> 'increment' order by dose_id
