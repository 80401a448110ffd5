"""Orders by something that is counted: Spark counts in the select list, not in the order."""

from __future__ import annotations

from sqlglot import exp


def selected_first(tree: exp.Expr) -> exp.Expr:
    """A query whose order holds queries, as an order by columns of the same query without it."""
    order = tree.args.get("order")
    if not isinstance(tree, exp.Select) or order is None or not order.find(exp.Subquery):
        return tree
    names = [one.alias_or_name for one in tree.expressions]
    inner = tree.copy()
    parts = {name: inner.args.pop(name, None) for name in ("limit", "offset")}
    by = inner.args.pop("order").expressions
    for place, one in enumerate(by):
        inner.select(exp.alias_(one.this, f"by_{place}"), copy=False)
        one.set("this", exp.column(f"by_{place}"))
    made = exp.select(*map(exp.column, names)).from_(inner.subquery("ordered")).order_by(*by)
    for name, part in parts.items():
        made.set(name, part)
    return made
