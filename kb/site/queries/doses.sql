-- include dose_given
-- Some doses of one kind of owner, for a population or for all.
, picked as materialized (
  select d.id from dose d
  left join protocol_step p on d.owner_type = 'protocol_step' and p.id = d.owner_id
  left join guidance g on g.id = p.guidance
  where d.owner_type = :owner_type
    and (:population is null or coalesce(d.population, g.population) = :population)
  order by d.owner_id, d.id limit :size offset :skip
)
select given.* from picked join given on given.dose_id = picked.id
order by given.owner_id, given.dose_id
