"""Terms from rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.engines.rebuilt.tables import Tables, written
from kb.schema.term import TermFields, TermFile
from kb.schema.vocabulary import TermKind


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by id, and what each names."""

    files: Mapping[str, TermFile]
    kinds: Mapping[str, TermKind]


def terms(tables: Tables) -> Terms:
    """All terms with what includes them."""
    rows = tables.all("term")
    files = {
        row["id"]: TermFile.model_validate(
            {
                "id": row["id"],
                **written(TermFields, row),
                "broader": [
                    broader["broader"] for broader in tables.of("term_broader", "term", row["id"])
                ],
                "synonyms": row["synonyms"],
                "measures": row.get("measures"),
            }
        )
        for row in rows
    }
    return Terms(files, {row["id"]: TermKind(row["kind"]) for row in rows})
