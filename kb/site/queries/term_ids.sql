-- The terms of one kind.
select id from term where kind = :kind order by id
