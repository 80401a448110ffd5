-- Records of one kind that have the words, best first; the kind fills the braces.
with found as materialized (
  select rowid, bm25({table}_fts, {weights}) as score from {table}_fts where {table}_fts match :words
),
best as materialized (
  select found.rowid, found.score, r.{key} as record_id, count(*) over () as total
  from found join {table} r on r.rowid = found.rowid
  where {text} is not null
  order by found.score, r.{key} limit :size offset :skip
)
select best.record_id, {text} as text, {kind} as kind, {note} as note,
  highlight({table}_fts, 0, char(2), char(3)) as marked,
  snippet({table}_fts, -1, char(2), char(3), '…', 14) as snippet, best.total
from best
join {table}_fts on {table}_fts.rowid = best.rowid and {table}_fts match :words
join {table} r on r.rowid = best.rowid
order by best.score, best.record_id
