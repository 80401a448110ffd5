-- include gap_groups
-- A page of the gaps asked for, most misleading first.
select * from groups order by rank, kind, gap_id limit :size offset :skip
