"""SQL of kb's own, which is SQLite's, in the words of another engine.

What sqlglot carries over by itself is left to it. The rules here are for the few forms that SQLite
has in a way of its own; everything else in kb's SQL is written so that all engines read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import sqlglot
from sqlglot import exp

_LISTS: Mapping[str, str] = {
    "duckdb": "cast(to_json(list({distinct} {value} order by {keys})) as text)",
    "spark": (
        "to_json(transform(array_sort({collect}(struct({keys}, {value} as kept))), x -> x.kept))"
    ),
}
"""A JSON array of values in the order of keys, as an aggregate."""


@lru_cache(maxsize=512)
def translated(sql: str, dialect: str) -> str:
    """A query of kb's own for `duckdb` or `spark`."""
    tree = sqlglot.parse_one(sql, read="sqlite")
    return tree.transform(lambda node: _list(node, dialect)).sql(dialect=dialect)


def _list(node: exp.Expression, dialect: str) -> exp.Expression:
    """`(select json_group_array(x) from (select … order by k))` as one ordered aggregate.

    An ordered subquery is the only way by which SQLite before 3.44 puts such a list in order, and
    says nothing to other engines.
    """
    inner = _listed(node)
    if inner is None:
        return node
    value = inner.expressions[0].unalias().sql("sqlite")
    keys = ", ".join(key.this.sql("sqlite") for key in inner.args["order"].expressions)
    is_distinct = inner.args.get("distinct") is not None
    template = _LISTS[dialect].format(
        distinct="distinct" if is_distinct else "",
        collect="collect_set" if is_distinct else "collect_list",
        value=value,
        keys=keys,
    )
    inner.set("expressions", [sqlglot.parse_one(template, read=dialect)])
    inner.set("distinct", None)
    inner.set("order", None)
    return exp.Coalesce(this=inner.subquery(), expressions=[exp.Literal.string("[]")])


def _listed(node: exp.Expression) -> exp.Select | None:
    """The ordered query whose values `node` makes a list of; None if it makes none."""
    if not isinstance(node, exp.Subquery) or not isinstance(node.this, exp.Select):
        return None
    if not isinstance(node.this.expressions[0], exp.JSONArrayAgg):
        return None
    inner = node.this.args["from_"].this.this
    return inner.copy() if isinstance(inner, exp.Select) else None
