"""Other people's SQL for Spark: queries are let through, and nothing that acts."""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from kb.database.reader import QueryError

FORBIDDEN = frozenset({"reflect", "java_method", "try_reflect"})
"""Functions that call any method of Java."""


def refuse_all_but_reading(sql: str) -> None:
    """Let one query through that only reads the lake.

    Raises
    ------
    QueryError
        If it is anything else.
    """
    query = _one(sql)
    if not isinstance(query, exp.Query):
        raise QueryError(
            "only reading is allowed here: write a query that begins with SELECT or WITH"
        )
    if query.find(exp.QueryTransform):
        raise QueryError("only reading is allowed here, and TRANSFORM runs a program")
    called = {call.name.lower() for call in query.find_all(exp.Anonymous)}
    if wrong := sorted(called & FORBIDDEN):
        raise QueryError(f"only reading is allowed here, and {wrong[0]}() runs a program")


def _one(sql: str) -> exp.Expr:
    try:
        found = [one for one in sqlglot.parse(sql, read="spark") if one]
    except SqlglotError as error:
        raise QueryError(str(error).partition("\n")[0].rstrip(".")) from None
    if len(found) != 1:
        raise QueryError("write one query, and nothing behind its semicolon")
    return found[0]
