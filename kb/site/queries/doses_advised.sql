-- include dose_given
-- What is advised; a step from one dose to the next is no dose by itself.
select * from given where part = 'advised' and stage <> 'increment' order by dose_id
