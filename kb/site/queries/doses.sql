-- include dose_given
-- A page of the doses asked for: advised, told in statements, studied.
select *, count(*) over () as total from given
where (:population is null or population_id = :population) and (:part is null or part = :part)
order by part = 'studied', part, owner_type, owner_id, dose_id
limit :size offset :skip
