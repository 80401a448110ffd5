-- Who stands behind each chosen claim: nobody twice, and reviews apart from what they review.
-- A study without information on the claim is not behind it.
with behind as (
  select e.claim, s.id as study, s.cohort, max(coalesce(f.n, s.n_analysed)) as n,
    s.design in ('systematic_review', 'meta_analysis', 'narrative_review') as is_review
  from evidence_line e
  join study s on s.id = e.study
  left join finding f on f.id = e.finding
  where e.claim in (select id from temp.chosen_claim) and e.direction <> 'no_information'
  group by e.claim, s.id
),
cohorts as (
  select claim, cohort, count(*) as n_studies, max(n) as n
  from behind where not is_review group by claim, cohort
),
reviews as (
  select claim, count(*) as n_reviews from behind where is_review group by claim
)
select c.id as claim_id, coalesce(sum(h.n_studies), 0) as n_studies, count(h.cohort) as n_cohorts,
  count(h.n) as n_telling, sum(h.n) as people, coalesce(max(r.n_reviews), 0) as n_reviews
from temp.chosen_claim c
left join cohorts h on h.claim = c.id
left join reviews r on r.claim = c.id
group by c.id
order by c.id
