"""SQL of kb's own, which is SQLite's, in the words of another engine.

What sqlglot carries over by itself is left to it. The rules here are for the few forms that SQLite
has in a way of its own; everything else in kb's SQL is written so that all engines read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import sqlglot
from sqlglot import exp

from kb.engines.engine import Parameters
from kb.engines.join import joined
from kb.engines.order import selected_first

Rule = Callable[[exp.Expr, str], exp.Expr]
NO_LIMIT = 2**31 - 1
"""Rows that no query of kb's own asks for; other engines know no limit of -1."""
_LISTS: Mapping[str, str] = {
    "duckdb": "cast(to_json(list({distinct} {value} order by {keys})) as text)",
    "spark": (
        "to_json(transform(array_sort({collect}(struct({keys}, {value} as kept))), x -> x.kept))"
    ),
}
"""A JSON array of values in the order of keys, as an aggregate."""
_OPENED: Mapping[str, str] = {
    "duckdb": "(select unnest({list}) as value, generate_subscripts({list}, 1) as key)",
    "spark": "(select opened.col as value, opened.pos as key from posexplode({list}) as opened)",
}
"""The rows of a list that is given as a parameter."""
_OPENED_JSON: Mapping[str, str] = {
    "duckdb": "(select unnest(json_extract_string({json}, '$[*]')) as value,"
    " unnest(json_keys({json})) as key)",
    "spark": "(select explode(from_json({json}, 'array<string>')) as value)",
}
"""The rows of a JSON array or object that is stored."""


@lru_cache(maxsize=512)
def translated(sql: str, dialect: str) -> str:
    """A query of kb's own for `duckdb` or `spark`."""
    tree = sqlglot.parse_one(sql, read="sqlite")
    for rule in RULES:
        tree = tree.transform(rule, dialect)
    tree = joined(tree) if dialect == "duckdb" else selected_first(tree)
    return tree.sql(dialect=dialect)


def bound(sql: str, parameters: Parameters) -> Parameters:
    """Parameters of a query of kb's own as other engines take them: JSON arrays as lists."""
    if not isinstance(parameters, Mapping):
        return parameters
    return {
        name: json.loads(str(value)) if f"json_each(:{name})" in sql else _limited(name, value)
        for name, value in parameters.items()
    }


def _limited(name: str, value: object) -> object:
    return NO_LIMIT if name == "limit" and value == -1 else value


def _list(node: exp.Expr, dialect: str) -> exp.Expr:
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


def _listed(node: exp.Expr) -> exp.Select | None:
    """The ordered query whose values `node` makes a list of; None if it makes none."""
    if not isinstance(node, exp.Subquery) or not isinstance(node.this, exp.Select):
        return None
    if not isinstance(node.this.expressions[0], exp.JSONArrayAgg):
        return None
    inner = node.this.args["from_"].this.this
    return inner.copy() if isinstance(inner, exp.Select) else None


def _opened(node: exp.Expr, dialect: str) -> exp.Expr:
    """`json_each(…)` as a table: of a parameter, which is a list here, or of stored JSON."""
    if not isinstance(node, exp.Table) or node.this.name.lower() != "json_each":
        return node
    (given,) = node.this.expressions
    if isinstance(given, exp.Placeholder):
        made = _OPENED[dialect].format(list=given.sql(dialect))
    else:
        made = _OPENED_JSON[dialect].format(json=given.sql(dialect))
    table = sqlglot.parse_one(f"select 1 from {made} as {node.alias or 'opened'}", read=dialect)  # noqa: S608 - kb's own
    found: exp.Expr = table.args["from_"].this
    return found


def _keyed(node: exp.Expr, _dialect: str) -> exp.Expr:
    """A row's number, by which kb tells claims apart, is SQLite's; their ids serve as well."""
    if isinstance(node, exp.Column) and node.name == "rowid":
        return exp.column("id", node.table or None)
    return node


def _repeated(node: exp.Expr, dialect: str) -> exp.Expr:
    """A recursion that tells of each row once: Spark has none, and terms include no circles."""
    if dialect == "spark" and isinstance(node, exp.Union) and node.args.get("distinct"):
        around = node.find_ancestor(exp.With)
        if around is not None and around.args.get("recursive"):
            node.args["distinct"] = False
    return node


def _first(node: exp.Expr, dialect: str) -> exp.Expr:
    """`(select x … order by k limit 1)` as the x of the least k (of the greatest, if `desc`).

    Spark joins such a query, and takes any of the rows in whatever order they came.
    """
    inner = node.this if dialect == "spark" and isinstance(node, exp.Subquery) else None
    if not isinstance(inner, exp.Select) or isinstance(node.parent, exp.From | exp.Join):
        return node
    order, limit = inner.args.get("order"), inner.args.get("limit")
    if order is None or limit is None or limit.expression.name != "1":
        return node
    made, (key,) = inner.copy(), order.expressions
    kind = exp.ArgMax if key.args.get("desc") else exp.ArgMin
    least = kind(this=made.expressions[0].unalias(), expression=key.this.copy())
    for name, value in (("expressions", [least]), ("order", None), ("limit", None)):
        made.set(name, value)
    return made.subquery()


def _truth(node: exp.Expr, _dialect: str) -> exp.Expr:
    """Conditions that are numbers, and numbers that are conditions, as true and false."""
    if isinstance(node, exp.Literal) and isinstance(node.parent, exp.And | exp.Where):
        return exp.Boolean(this=node.this != "0")
    if isinstance(node, exp.Not) and isinstance(node.this, exp.Column):
        return exp.EQ(this=node.this, expression=exp.Literal.number(0))
    if isinstance(node, exp.EQ) and isinstance(node.this, exp.Paren):
        return node.this if node.expression.name == "1" else exp.Not(this=node.this)
    if isinstance(node, exp.Sum) and isinstance(node.this, exp.EQ):
        return exp.Sum(this=exp.cast(node.this, "int"))
    return node


RULES: Sequence[Rule] = (_list, _opened, _keyed, _first, _truth, _repeated)
