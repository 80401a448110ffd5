-- include gap_fit
-- Gaps asked for; what is found of several places in the same words is told once.
, groups as (
  select min(gap_id) as gap_id, severity, rank, kind, meaning, claim_id, claim, said, evidence_says,
    explanation,
    json_group_array(json_object('statement_id', statement_id, 'anchor', anchor, 'title', title))
      filter (where statement_id is not null) as places,
    sum(count(*)) over () as total, count(*) over () as n_groups,
    row_number() over (partition by kind order by rank, count(*) desc, min(gap_id)) as turn
  from fit
  where not (severity_missed or kind_missed or document_missed)
  group by severity, rank, kind, meaning, claim_id, claim, said, evidence_says, explanation
)
