"""Search finds by word, inflection and synonym, whatever is typed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.site.served import Server, built, changed, serving


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("wrist pain", "/claims/wrist-pain"),
        ("eased wrists paining", "/claims/wrist-pain"),
        ("carpalgia", "/claims/wrist-pain"),
        ("clerks stiffness", "/claims/morning-stiffness"),
        ("thermom", "/terms/thermometer"),
        ("bowl bureau", "/sources/wristbaths"),
        ("typists", "/terms/office-workers"),
        ("Raynaud's", "/guidance/raynauds-clearance"),
        ("mornings stiffer", "/statements/wrist-bath-guide.stiffness-grows"),
        ("invented trial", "/studies/inventa-trial"),
        ("PAIN, WRIST!", "/claims/wrist-pain"),
    ],
)
def test_search_finds(site: Server, words: str, found: str) -> None:
    answer = site.get(f"/search?q={quote(words)}")
    assert answer.status == 200
    assert found in answer.page.links


def test_results_stand_in_groups_with_counts(site: Server) -> None:
    text = site.get("/search?q=cold").text
    for group in ("Claims 6", "Statements 3", "Guidance 3", "Terms 1", "Sources 2"):
        assert group in text


def test_best_comes_first(site: Server) -> None:
    links = site.get("/search?q=morning+stiffness").page.links
    first = next(link for link in links if link.startswith("/claims/"))
    assert first == "/claims/morning-stiffness"


def test_words_that_nothing_has_together_are_looked_for_apart(site: Server) -> None:
    answer = site.get("/search?q=fatigue+bureau")
    assert "Nothing has all these words" in answer.text
    assert "/claims/grip-fatigue-vs-rest" in answer.page.links
    assert "/sources/wristbaths" in answer.page.links


def test_nothing_found_says_what_to_try(site: Server) -> None:
    answer = site.get("/search?q=submarine")
    assert "Nothing has these words" in answer.text
    assert "/terms" in answer.page.links


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        '"unclosed',
        "AND",
        "a AND OR NOT",
        "NEAR(wrist pain)",
        "claim:pain",
        "pain*",
        "^pain",
        "(pain",
        "pain -- ; drop table claim",
        "-",
        "***",
        "疼痛 الألم ПАУЗА",
        "\N{RIGHT-TO-LEFT OVERRIDE}niap",
        "naïve",
        "pain " * 5000,
        "x" * 20000,
        "\x00pain",
        "%",
        "{{ 7 * 7 }}",
    ],
)
@pytest.mark.parametrize("page", ["search", "claims"])
def test_anything_may_be_typed(site: Server, page: str, words: str) -> None:
    answer = site.get(f"/{page}?q={quote(words)}")
    assert answer.status == 200
    assert "49" not in answer.text or "7 * 7" not in words


RECOMMENDATION = """\
id: {id}
kind: recommendation
text: Proposition number {number} of this test.
statements: [cold-hands-post.short-start]
"""
CLAIM = """\
id: {id}
claim: Invented proposition number {number} about cold hand baths.
kind: effect
population: people
intervention: cold-hand-bath
outcome: wrist-pain
direction: increase
status: draft
"""


def test_many_results_name_how_many_and_lead_to_the_claims(tmp_path: Path) -> None:
    records = {
        f"{folder}__more_{number}": text.format(id=f"more-{number}", number=number)
        for number in range(15)
        for folder, text in (("claims", CLAIM), ("guidance", RECOMMENDATION))
    }
    root = changed(tmp_path, **records)
    with serving(built(tmp_path / "kb.db", root)) as server:
        answer = server.get("/search?q=proposition")
    assert "all 15 claims, with filters" in answer.text
    assert "the best 10 of 15" in answer.text
    assert "/claims?q=proposition" in answer.page.links
