"""What a view counts for each of its rows, as a join: so engines of columns look for one row only.

DuckDB answers `select (select count(*) from b where b.a = a.id) from a` for all rows of `a` before
it looks at which are asked for: of a million claims, one takes 12 s of computing so, and 0.1 s as
a join. SQLite does the opposite, and has the views as they are written.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

_NULL_WHERE_NONE = (exp.Min, exp.Max, exp.ArrayAgg)


def joined(tree: exp.Expr) -> exp.Expr:
    """A query whose counts, least, greatest and listed values for each row are joins."""
    for select in list(tree.find_all(exp.Select)):
        for number, asked in enumerate(_asked(select)):
            _join(select, asked, f"_{number}")
    return tree


def _asked(select: exp.Select) -> list[exp.Subquery]:
    """Queries in the select list that compute one value for each row."""
    found = (one for each in select.expressions for one in each.find_all(exp.Subquery))
    return [one for one in found if one.parent_select is select and _is_value(one.this)]


def _is_value(inner: exp.Expr) -> bool:
    if not isinstance(inner, exp.Select) or len(inner.expressions) != 1:
        return False
    (value,) = inner.expressions
    return isinstance(value, exp.Count) or (
        not isinstance(value, exp.Case) and value.find(*_NULL_WHERE_NONE) is not None
    )


def _join(select: exp.Select, asked: exp.Subquery, name: str) -> None:
    """Join what is asked, if nothing but equal keys ties it to the row; else leave it."""
    inner: exp.Select = asked.this
    own = {source.alias_or_name for source in inner.find_all(exp.Table, exp.Subquery)}
    keys = [part for part in _conditions(inner) if _is_key(part, own)]
    tied = [column for key in keys for column in key.find_all(exp.Column)]
    loose = [one for one in inner.find_all(exp.Column) if not any(one is each for each in tied)]
    if not keys or any(_is_outer(one, own) for one in loose):
        return
    pairs = [sorted(key.unnest_operands(), key=lambda one: _is_outer(one, own)) for key in keys]
    pairs_on = [
        theirs.eq(exp.column(f"key_{place}", name)) for place, (_, theirs) in enumerate(pairs)
    ]
    select.join(
        _grouped(inner, keys, [own for own, _ in pairs]).subquery(name),
        on=exp.and_(*pairs_on),
        join_type="left",
        copy=False,
    )
    found: exp.Expr = exp.column("value", name)
    if isinstance(inner.expressions[0], exp.Count):
        found = exp.Coalesce(this=found, expressions=[exp.Literal.number(0)])
    asked.replace(found)


def _grouped(
    inner: exp.Select, keys: Sequence[exp.Expr], columns: Sequence[exp.Expr]
) -> exp.Select:
    """The value for every key, with the keys."""
    made = inner.copy()
    rest = [part for part in _conditions(inner) if part not in keys]
    made.set("where", exp.Where(this=exp.and_(*rest)) if rest else None)
    named = [exp.alias_(column, f"key_{place}") for place, column in enumerate(columns)]
    made.set("expressions", [exp.alias_(inner.expressions[0], "value"), *named])
    return made.group_by(*columns)


def _conditions(select: exp.Select) -> list[exp.Expr]:
    """What must hold of a row, part by part."""
    where = select.args.get("where")
    if where is None:
        return []
    return list(where.this.flatten()) if isinstance(where.this, exp.And) else [where.this]


def _is_key(part: exp.Expr, own: set[str]) -> bool:
    """Whether a condition is that a column is equal to one of the row."""
    if not isinstance(part, exp.EQ):
        return False
    sides = (part.this, part.expression)
    is_columns = all(isinstance(side, exp.Column) for side in sides)
    return is_columns and sum(_is_outer(side, own) for side in sides) == 1


def _is_outer(column: exp.Expr, own: set[str]) -> bool:
    return isinstance(column, exp.Column) and bool(column.table) and column.table not in own
