"""What only a whole import shows: contradictions, duplicates, texts without a line, wrong spans."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from kb.importing.spans import Notice, spans

_SURVEYS: Mapping[str, str] = {
    "contradictory-labels": """
        select 'claim `' || e.claim || '`: '
            || group_concat(distinct coalesce(f.result, e.direction)),
          count(*)
        from evidence_line e join claim c on c.id = e.claim left join finding f on f.id = e.finding
        where c.import_id = :import
        group by e.claim
        having count(distinct f.result) > 1
          or (sum(e.direction = 'supports') and sum(e.direction = 'disputes'))
        order by e.claim""",
    "exact-duplicate": """
        select 'claims `' || group_concat(id, '`, `') || '`: ' || claim, count(*) - 1
        from claim where import_id = :import
        group by claim, source, population, intervention, comparator, outcome, direction
        having count(*) > 1
        order by min(id)""",
    "identical-spans": """
        select 'statements `' || group_concat(id, '`, `') || '`: ' || kind, count(*) - 1
        from (select s.* from statement s join document d on d.id = s.document
          join source r on r.key = d.source where r.import_id = :import order by s.id)
        group by document, char_start, char_end, kind having count(*) > 1
        order by min(id)""",
    "source-without-text": """
        select 'source `' || key || '`', 1 from source
        where import_id = :import
          and exists (select 1 from passage p join source s on s.key = p.source
            where s.import_id = :import)
          and not exists (select 1 from passage where source = key)
        order by key""",
    "empty-text": """
        select 'source `' || p.source || '`, passage ' || p.position, 1
        from passage p join source s on s.key = p.source
        where s.import_id = :import and trim(p.text) = ''
        order by p.source, p.position""",
}
"""By kind of notice the query for what was noticed, and how often; it reads the import's id."""


def survey(connection: sqlite3.Connection, import_id: str) -> Iterator[Notice]:
    """Everything worth telling of an import that is stored; notices may be stored meanwhile."""
    for kind, sql in _SURVEYS.items():
        for what, times in connection.execute(sql, {"import": import_id}):
            yield kind, what, times
    yield from spans(connection, import_id)
