-- Terms of one kind with the broader ones, and in how many claims that stand each is used.
with used as (
  select case :kind when 'population' then population else outcome end as id, sum(n) as n
  from claim_count group by 1
)
select id, max(label) as label, sum(n) as n,
  (select json_group_array(broader) from
    (select broader from term_broader b where b.term = each.id order by broader)) as broader
from (
  select id, label, 0 as n from term where kind = :kind
  union all select id, null, n from used where id is not null
) each
group by id
