-- The findings behind a claim's pool, what it is without each, and those that are not in it.
select i.finding as finding_id, i.used, i.reason, i.measure, i.yi, i.vi, i.weight,
  f.study as study_id, s.title, r.citation, f.n,
  (select min(e.direction) from evidence_line e
    where e.claim = i.claim and e.finding = i.finding) as direction,
  w.estimate as without, w.ci_low as without_low, w.ci_high as without_high
from synthesis_input i
join finding f on f.id = i.finding
join study s on s.id = f.study
join source r on r.key = f.source
left join synthesis_without w on w.synthesis = i.synthesis and w.finding = i.finding
where i.claim = :claim
order by i.used desc, r.year, i.finding
