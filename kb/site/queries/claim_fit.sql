-- Every claim that has the words, and which of the asked facets it misses.
-- :words is an FTS5 expression or null; the facets are JSON arrays, [] for any.
with found as materialized (
  select rowid, bm25(claim_fts, 10, 2, 1) as rank
  from claim_fts where :words is not null and claim_fts match :words
),
tested as materialized (
  select
    c.id as claim_id, c.kind, c.population, c.intervention, c.outcome, c.direction, c.status,
    coalesce(v.rating, 'not_yet_assessed') as verdict,
    coalesce(g.level, 'not_yet_assessed') as certainty,
    f.rank,
    :kind <> '[]' and c.kind not in (select value from json_each(:kind)) as kind_missed,
    :population <> '[]' and coalesce(c.population, '') not in
      (select value from json_each(:population)) as population_missed,
    :intervention <> '[]' and coalesce(c.intervention, '') not in
      (select value from json_each(:intervention)) as intervention_missed,
    :outcome <> '[]' and coalesce(c.outcome, '') not in
      (select value from json_each(:outcome)) as outcome_missed,
    :direction <> '[]' and coalesce(c.direction, '') not in
      (select value from json_each(:direction)) as direction_missed,
    :status <> '[]' and c.status not in (select value from json_each(:status)) as status_missed,
    :verdict <> '[]' and coalesce(v.rating, 'not_yet_assessed') not in
      (select value from json_each(:verdict)) as verdict_missed,
    :certainty <> '[]' and coalesce(g.level, 'not_yet_assessed') not in
      (select value from json_each(:certainty)) as certainty_missed,
    :document <> '[]' and not exists (
      select 1 from statement_claim sc join statement s on s.id = sc.statement
      where sc.claim = c.id and s.document in (select value from json_each(:document))
    ) as document_missed
  from claim c
  left join found f on f.rowid = c.rowid
  left join verdict v on v.claim = c.id
  left join certainty g on g.claim = c.id
  where :words is null or f.rowid is not null
),
fit as (
  select *, kind_missed + population_missed + intervention_missed + outcome_missed
    + direction_missed + status_missed + verdict_missed + certainty_missed
    + document_missed as misses
  from tested
)
