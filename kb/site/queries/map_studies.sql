-- The studies that bear on claims that stand, by population and outcome of the claims.
select distinct c.population, c.outcome, s.rowid
from evidence_line e join claim c on c.id = e.claim join study s on s.id = e.study
where c.status in ('draft', 'reviewed') and c.population is not null and c.outcome is not null
