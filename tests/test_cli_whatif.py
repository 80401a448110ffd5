"""`kb whatif`: what would change if a study fell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.analysis.absence import changes, without
from kb.cli.whatif import as_lines, as_object
from tests.command import run
from tests.evidence import FULL, Fields, claim, corpus, finding, study


@pytest.fixture(autouse=True)
def _hundred_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lines wrap where they do in a pipe."""
    monkeypatch.setenv("COLUMNS", "100")


def told(studies: list[Fields], *fallen: str, **fields: object) -> tuple[list[str], Fields]:
    """Give what is told of the one claim when studies fall, for people and for programs."""
    lines = [(one["id"], "taller") for one in studies]
    before = corpus(studies, claim(lines, **fields))
    (change,) = changes(before, without(before, fallen))
    return list(as_lines(change))[2:], as_object(change)


def trials(*values: float) -> list[Fields]:
    """Give trials of one measure."""
    return [study(f"s{at}", finding(value=value, se=0.5)) for at, value in enumerate(values)]


def test_a_pool_is_told_before_and_after() -> None:
    # of three: variance 1 of the values, t(2) = 4.3027 times √(1/3)
    lines, row = told(trials(1, 2, 3), "s2")
    assert lines == [
        "  evidence   3 → 2 lines, 3 → 2 in support",
        "  pool       2 [−0.4841, 4.484], k = 3, I² 75 % → 1.5 [−4.853, 7.853], k = 2, I² 50 %",
    ]
    assert row["lines"] == (3, 2)
    assert [pool["k"] for pool in row["pools"]] == [3, 2]


def test_a_pool_without_the_study_is_told_once() -> None:
    other = study("s2", finding(estimate_type="ratio_of_means", value=1.2, se=0.5))
    lines, row = told([*trials(1, 2), other], "s2")
    assert row["pools"][0] == row["pools"][1]
    assert lines[1].endswith("k = 2, I² 50 %, unchanged")
    assert " → " not in lines[1]


def test_a_pool_that_falls_to_one_study_is_none() -> None:
    lines, row = told(trials(1, 2), "s0")
    assert lines[1].endswith(" → no pool")
    assert row["pools"][1] is None


def test_ratios_are_told_as_ratios() -> None:
    ratios = [
        study(f"s{at}", finding(estimate_type="ratio_of_means", value=at, se=0.01)) for at in (1, 2)
    ]
    _, row = told([*ratios, study("s3", finding())], "s3")
    assert row["pools"][0]["estimate"] == pytest.approx(2**0.5, rel=0.1)


def test_a_claim_without_its_only_support_is_told_with_what_to_judge_again() -> None:
    rated = [("risk_of_bias", "serious"), ("imprecision", "none"), ("large_effect", "up_one")]
    domains = [{"domain": one, "rating": how, "reason": "So."} for one, how in rated]
    lines, row = told(
        trials(1),
        "s0",
        certainty={"start": "high", "domains": domains},
        verdict={"rating": "mostly_supported", "reason": "So."},
    )
    assert lines == [
        "  evidence   1 → 0 lines, 1 → 0 in support",
        "  support    none would be left",
        "  revisit    verdict mostly supported, certainty high (look again at risk of bias)",
    ]
    assert row["loses_all_support"] is True


def test_a_verdict_alone_is_to_be_looked_at_again() -> None:
    lines, _ = told(trials(1, 2), "s0", verdict={"rating": "mixed", "reason": "So."})
    assert lines[-1] == "  revisit    verdict mixed"


def test_whatif_tells_claims_that_lose_all_support_first_then_gaps(built: Path) -> None:
    result = run("whatif", "--root", built, "--without", "inventa-trial")
    head, _, first, *rest = result.output.splitlines()
    assert result.exit_code == 0
    assert head.startswith("Without Inventa & Noman 1999: ")
    assert first == "wrist-pain"
    assert "  support    none would be left" in rest
    assert any(line.startswith("gap would ") for line in rest)


def test_whatif_as_json_has_claims_and_gaps(built: Path) -> None:
    result = run("whatif", "--root", built, "--without", "inventa-trial", "--format", "json")
    found = json.loads(result.stdout)
    assert found["without"] == ["inventa-trial"]
    assert found["claims"][0]["loses_all_support"] is True
    assert found["gaps"].keys() == {"gone", "come"}


def test_a_fallen_study_is_no_part_of_a_review() -> None:
    made = corpus([*trials(1), study("review", includes=["s0", "s1"])])
    assert without(made, {"s0"}).studies["review"].value.includes == ["s1"]


def test_a_study_that_is_not_there_names_the_one_meant() -> None:
    result = run("whatif", "--root", FULL, "--without", "hum-trail")
    assert result.exit_code == 2
    assert "no study `hum-trail`: did you mean `hum-trial`?" in result.output
    assert "there are 3" in run("whatif", "--root", FULL, "--without", "x").output
