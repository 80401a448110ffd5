-- include gap_groups
-- The gaps that mislead most, one of each kind before a second of any.
select * from groups order by rank, turn, kind limit :size
