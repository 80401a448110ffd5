"""Claims from rows, with their evidence and judgements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.engines.rebuilt.tables import Row, Tables, own, written
from kb.schema.claim import ClaimFields, ClaimFile
from kb.schema.evidence import (
    CertaintyFields,
    ContrarySearchFields,
    DomainFields,
    EvidenceLineFields,
    VerdictFields,
)


def claims(tables: Tables) -> dict[str, ClaimFile]:
    """Claims by id, with what the tables have of each."""
    rows = tables.all("claim")
    return {row["id"]: ClaimFile.model_validate(dict(_claim(tables, row))) for row in rows}


def _claim(tables: Tables, row: Row) -> Iterator[tuple[str, Any]]:
    key = row["id"]
    yield "id", key
    yield from written(ClaimFields, row).items()
    yield "body_parts", [one["body_part"] for one in tables.of("claim_body_part", "claim", key)]
    yield "relations", [_relation(one) for one in tables.of("claim_relation", "claim", key)]
    yield "evidence", [_line(one) for one in tables.of("evidence_line", "claim", key)]
    searches = tables.of("contrary_search", "claim", key)
    yield "contrary_searches", [written(ContrarySearchFields, one) for one in searches]
    if certainty := tables.one("certainty", "claim", key):
        domains = tables.of("certainty_domain", "claim", key)
        told = [written(DomainFields, one) for one in domains]
        yield "certainty", {**written(CertaintyFields, certainty), "domains": told}
    if verdict := tables.one("verdict", "claim", key):
        yield "verdict", {**written(VerdictFields, verdict), "do_not_say": verdict["do_not_say"]}


def _relation(row: Row) -> dict[str, Any]:
    return {"claim": row["other"], "kind": row["kind"], "note": row.get("note")}


def _line(row: Row) -> dict[str, Any]:
    return {**written(EvidenceLineFields, row), "finding": own(row.get("finding"))}
