"""What a user may write, and what type checkers must refuse: each such line says so.

Checked by mypy and by pyright (tests/api/test_types.py), where a comment that silences nothing is
a mistake, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_type

import kb

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


def reads(base: kb.Base) -> None:
    """Ask for claims and follow them."""
    found = base.claims(
        population="office-workers",
        certainty=">=low",
        verdict=["supported", "mixed"],
        text="stairs",
        speed=(3, None, "km/h"),
        n=">=20",
        order="studies",
        limit=10,
    )
    assert_type(found, kb.Results[kb.Claim])
    assert_type(found[0], kb.Claim)
    assert_type(found[1:3], kb.Results[kb.Claim])
    assert_type(found.first(), kb.Claim | None)
    claim = found.one()
    assert_type(claim.claim, str)
    assert_type(claim.n_studies, int)
    assert_type(claim.summary, str | None)
    assert_type(claim.evidence.one().estimate, float | None)
    assert_type(claim.cite("apa"), str)
    for line in claim.evidence:
        assert_type(line.study.arms, kb.Results[kb.Arm])
    synthesis = claim.synthesis
    if synthesis is not None:
        assert_type(synthesis.plot(), kb.Figure)
    assert_type(base.statement("a.b").claim_ids, tuple[str, ...])
    assert_type(base.quantity("a.b.q1").to("km/h").value, float)


def compares(base: kb.Base) -> None:
    """Compare words of vocabularies: the checker knows them all."""
    claim = base.claim("wrist-pain")
    if claim.certainty == "high":
        assert_type(claim.certainty, Literal["high"])
    claim.certainty == "hihg"  # type: ignore[comparison-overlap]  # pyright: ignore[reportUnnecessaryComparison]  # noqa: B015
    claim.verdict = "mixed"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def slips(base: kb.Base) -> None:
    """Ask for what there is not."""
    base.claims(popluation="x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    base.claims(certainty="lwo")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    base.claims(limit="3")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    base.statements(kind="efect")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    base.claims().one().clam  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]  # noqa: B018


def answers(base: kb.Base) -> None:
    """Ask in SQL, check a text, write a summary, make tables."""
    answer = base.sql("select :n as n", n=3)
    assert_type(answer, kb.Answer)
    assert_type(base.check_text("Text.")[0].found[0].claim, kb.Claim)
    assert_type(base.summary(population="x"), str)
    assert_type(base.summary("pdf", claim="x"), bytes)
    assert_type(base.pool("x"), kb.Pooled)
    assert_type(base.studies().to_pandas(), pd.DataFrame)
    assert_type(base.studies().to_polars(), pl.DataFrame)
    assert_type(answer.to_arrow(), pa.Table)


def opens() -> None:
    """Open by a file, an address, or a folder that is built first."""
    with kb.open("kb.db") as base:
        assert_type(base, kb.Base)
    with kb.open("https://example.org/kb.db", sha256="0" * 64), kb.build("."):
        pass
    try:
        kb.open()
    except kb.OpenError as error:
        assert_type(error.hint, str)
