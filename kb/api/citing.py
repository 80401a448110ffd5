"""References to sources and to versions of claims."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.api.condition import words
from kb.api.error import UnknownValueError, meant
from kb.citing.style import STYLES

if TYPE_CHECKING:
    from kb.api.records.claim import Claim
    from kb.api.records.source import Source
    from kb.citing.cited import Cited

BIBTEX = "bibtex"
"""Asks for an entry in place of a reference."""


def of_source(source: Source, style: str) -> str:
    """A source in a style."""
    from kb.citing.cited import Cited  # noqa: PLC0415 - only references need it

    sql = "select csl, bibtex, reference from source where key = ?"
    row = source.base.connection.execute(sql, [source.source_key]).fetchone()
    return _written(Cited(json.loads(row[0]), row[1], row[2]), style)


def of_claim(claim: Claim, style: str) -> str:
    """A claim in a style, at the address that keeps its version; where none does, with its id."""
    from kb.citing import cited  # noqa: PLC0415 - only references need it

    base = claim.base
    sql = "select date from verdict where claim = ?"
    (date,) = base.connection.execute(sql, [claim.claim_id]).fetchone() or (None,)
    quoted = f"{claim.claim_id}@{claim.version}"
    link = base.linker("version")
    told = cited.Claim(
        id=claim.claim_id,
        claim=claim.claim if link else f"{claim.claim.removesuffix('.')} [{quoted}]",
        version=claim.version,
        date=date,
        container=base.about.title,
        publisher=base.about.publisher,
        address=link(quoted) if link else "",
    )
    return _written(cited.cite(told), style)


def _written(cited: Cited, style: str) -> str:
    """What is cited in a style, as plain text."""
    from kb.citing.reference import refer  # noqa: PLC0415 - only references need it

    if style == BIBTEX:
        return cited.bibtex
    if words("style", style) not in STYLES:
        hint = meant(style.lower(), [*STYLES, BIBTEX])
        raise UnknownValueError(f"there is no citation style `{style}`", hint)
    return refer(cited.item, STYLES[style]).plain
