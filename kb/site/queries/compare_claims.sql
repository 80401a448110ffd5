-- include compare_said
-- Claims that both documents make, or only one of them, most often said first.
select c.id as claim_id, c.claim, v.rating as verdict, beside.*, count(*) over () as total
from beside
join claim c on c.id = beside.claim
left join verdict v on v.claim = c.id
where :which = case when left_n is null then 'right' when right_n is null then 'left' else 'both' end
order by coalesce(left_n, 0) + coalesce(right_n, 0) desc, c.claim
limit :size
