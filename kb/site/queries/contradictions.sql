-- include contradiction_pairs
-- A page of the contradictions asked for.
select *, count(*) over () as total from scoped
where (:record is null or record = :record) and (:scope is null or scope = :scope)
order by record, from_text, to_text
limit :size offset :skip
