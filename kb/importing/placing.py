"""Statements in their documents: their order, and which of them stand inside others."""

from __future__ import annotations

import sqlite3

_OWN = """
    select s.* from statement s join document d on d.id = s.document
    join source r on r.key = d.source where r.import_id = :import
"""
_POSITIONS = f"""
    update statement set position = placed.position
    from (select id, row_number() over
        (partition by document order by char_start, char_end desc, id) as position
      from ({_OWN})) as placed
    where placed.id = statement.id
"""  # noqa: S608 - kb's own words
_NESTED = f"""
    update statement_claim set nested = 1
    from (select l.statement, l.claim, s.char_end, max(s.char_end) over
        (partition by s.document, l.claim, l.relation = 'denies' order by s.position
          rows between unbounded preceding and 1 preceding) as reached
      from ({_OWN}) s join statement_claim l on l.statement = s.id) as placed
    where placed.statement = statement_claim.statement and placed.claim = statement_claim.claim
      and placed.reached >= placed.char_end
"""  # noqa: S608


def place(connection: sqlite3.Connection, import_id: str) -> None:
    """Number the statements of an import in reading order, and mark those inside others."""
    for sql in (_POSITIONS, _NESTED):
        connection.execute(sql, {"import": import_id})
