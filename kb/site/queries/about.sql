-- What there is to explain: each verdict, certainty and kind of gap, with how often it was given.
select 'verdict' as what, rating as word, null as meaning, count(*) as n from verdict group by rating
union all
select 'certainty', level, null, count(*) from certainty group by level
union all
select 'gap', k.kind, k.meaning, (select count(*) from gap g where g.kind = k.kind)
from gap_kind k
order by 1, 2
