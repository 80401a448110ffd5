-- Every population that studies may be of.
select id as value from term where kind = 'population'
