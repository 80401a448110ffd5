-- How a claim stands to others, from either end; contradictions first.
select r.kind, r.other as claim_id, c.claim, r.note, 1 as forward
from claim_relation r join claim c on c.id = r.other where r.claim = :claim
union all
select r.kind, r.claim, c.claim, r.note, 0
from claim_relation r join claim c on c.id = r.claim where r.other = :claim
order by 1, 5 desc, 3
