"""Full-text search among the records of one kind: best first, with the found words marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial

from kb.database.search import best, in_order, ranking
from kb.site.site import Row, Site, sql


@dataclass(frozen=True, slots=True)
class Searched:
    """What the query `search` says of one kind of record, `r`, in SQL."""

    text: str
    """What is shown of it."""
    kind: str
    note: str = "null"
    key: str = "id"
    weights: str = "1"
    """How much a word in each column of its index counts."""


KINDS: Mapping[str, Searched] = {
    "claim": Searched("r.claim", "r.kind", weights="10, 2, 1"),
    "statement": Searched(
        "coalesce(r.gist, r.anchor)",
        "r.kind",
        note="(select d.title from document d where d.id = r.document)",
    ),
    "guidance": Searched("r.text", "r.kind", weights="10, 2, 3"),
    "term": Searched("r.label", "r.kind", note="r.definition", weights="10, 8, 2"),
    "source": Searched(
        "coalesce(r.title, r.citation)", "r.type", "r.citation", key="key", weights="10, 5, 5, 2"
    ),
    "study": Searched("r.title", "r.design", note="r.sample", weights="10, 5, 2"),
}
"""By the name of its table."""


async def found(site: Site, table: str, expression: str, size: int, skip: int = 0) -> list[Row]:
    """Records of a table that an FTS5 expression fits, each with how many there are in all."""
    kind = KINDS[table]
    made = {"best": best(table, kind.weights), "order": in_order(f"r.{kind.key}")}
    filled = sql("search").format(table=table, **made, **asdict(kind))
    among = await site.asked(partial(ranking, table=table, expression=expression))
    if skip >= among.total:
        return []
    page = {"expression": expression, "size": size, "skip": skip, "most": size + skip}
    rows = await site.answers(filled, **among.parameters, **page)
    return [{**row, "total": among.total} for row in rows]
