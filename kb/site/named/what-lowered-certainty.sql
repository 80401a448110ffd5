-- title: What lowered certainty most
-- about: GRADE's domains by how many claims they took levels from, and how many levels in all.
-- bar: levels
select domain, count(*) as claims,
  sum(case rating when 'serious' then 1 when 'very_serious' then 2
    when 'extremely_serious' then 3 end) as levels
from certainty_domain
where rating in ('serious', 'very_serious', 'extremely_serious')
group by domain
order by levels desc, domain
