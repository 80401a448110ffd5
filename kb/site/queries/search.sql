-- A page of the records of one kind that are ranked, best first; the kind fills the braces.
with ranked as materialized ({ranked}),
last as (select score from ranked order by score limit 1 offset :skip + :size - 1),
best as materialized (
  select ranked.rowid, ranked.score, r.{key} as record_id
  from ranked join {table} r on r.rowid = ranked.rowid
  where ranked.score <= coalesce((select score from last), 0)
  order by ranked.score, r.{key} limit :size offset :skip
),
-- the plus keeps SQLite from asking anew for each row
shown as materialized (
  select rowid, highlight({table}_fts, 0, char(2), char(3)) as marked,
    snippet({table}_fts, -1, char(2), char(3), '…', 14) as snippet
  from {table}_fts where {table}_fts match :expression and +rowid in (select rowid from best)
)
select best.record_id, {text} as text, {kind} as kind, {note} as note, shown.marked, shown.snippet,
  (select count(*) from ranked) as n_ranked
from best join shown on shown.rowid = best.rowid join {table} r on r.rowid = best.rowid
order by best.score, best.record_id
