-- Terms of one kind with the broader ones, and in how many claims that stand each is used.
with used as materialized (
  select case :kind when 'population' then population else outcome end as id, count(*) as n
  from claim where status in ('draft', 'reviewed') group by 1
)
select t.id, t.label, coalesce(used.n, 0) as n,
  (select json_group_array(broader) from
    (select broader from term_broader b where b.term = t.id order by broader)) as broader
from term t left join used on used.id = t.id
where t.kind = :kind
order by t.id
