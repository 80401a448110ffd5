-- A page of the records of one kind that are ranked, best first; the kind fills the braces.
with {best},
page as materialized (
  select best.rowid, row_number() over (order by {order}) as place, r.{key} as record_id
  from best join {table} r on r.rowid = best.rowid
  order by place limit :size offset :skip
),
-- the plus keeps SQLite from asking anew for each row
shown as materialized (
  select rowid, highlight({table}_fts, 0, char(2), char(3)) as marked,
    snippet({table}_fts, -1, char(2), char(3), '…', 14) as snippet
  from {table}_fts where {table}_fts match :expression and +rowid in (select rowid from page)
)
select page.record_id, {text} as text, {kind} as kind, {note} as note, shown.marked, shown.snippet,
  (select count(*) from ranked) as n_ranked
from page join shown on shown.rowid = page.rowid join {table} r on r.rowid = page.rowid
order by page.place
