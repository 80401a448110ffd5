-- How much guidance there is of each kind.
select kind, count(*) as n from guidance group by kind order by n desc, kind
