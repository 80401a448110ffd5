"""Search finds by word, inflection and synonym, whatever is typed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.site.served import Answered, Server, built, changed, serving


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
    for group in ("All 15", "Claims 6", "Statements 3", "Guidance 3", "Terms 1", "Sources 2"):
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


@pytest.mark.untraced
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
        "{{ 7919 * 7907 }}",
    ],
)
@pytest.mark.parametrize("page", ["search", "claims"])
def test_anything_may_be_typed(site: Server, page: str, words: str) -> None:
    answer = site.get(f"/{page}?q={quote(words)}")
    assert answer.status == 200
    assert "62615533" not in answer.text or "7919" not in words


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
        for folder, text, most in (("claims", CLAIM, 30), ("guidance", RECOMMENDATION, 15))
        for number in range(most)
    }
    root = changed(tmp_path, **records)
    with serving(built(tmp_path / "kb.db", root)) as server:
        answer = server.get("/search?q=proposition")
        first = server.get("/search?q=proposition&kind=claim")
        last = server.get("/search?q=proposition&kind=claim&page=9")
    assert "all 30 claims" in answer.text
    assert {"/claims?q=proposition", "/search?q=proposition&kind=claim"} <= set(answer.page.links)
    assert "Guidance 15" in first.text
    assert "page 1 of 2" in first.text
    assert "/search?q=proposition&kind=claim&page=2" in first.page.links
    assert "page 2 of 2" in last.text
    assert listed(first) | listed(last) == {f"/claims/more-{number}" for number in range(30)}
    assert "/guidance/more-1" not in first.page.links


def listed(answer: Answered) -> set[str]:
    """Give the results that are claims."""
    return {link for link in answer.page.links if link.startswith("/claims/")}


def marks(answer: Answered) -> list[str]:
    """Give the words that are marked."""
    return re.findall(r"<mark>(.*?)</mark>", answer.body)


def test_found_words_are_marked_in_any_inflection(site: Server) -> None:
    found = marks(site.get("/search?q=eased+wrists&kind=claim"))
    assert {"eases", "wrist"} <= set(found)


def test_words_found_elsewhere_are_shown_where_they_stand(site: Server) -> None:
    answer = site.get("/search?q=carpalgia&kind=claim")
    assert "has:" in answer.text
    assert "carpalgia" in marks(answer)


def test_synonyms_are_shown_as_people_write_them(site: Server) -> None:
    text = site.get("/search?q=chilled&kind=term").text
    assert "has: wrist bath; chilled soak" in text


def test_marks_let_no_markup_through(site: Server) -> None:
    answer = site.get("/search?q=title+alert")
    assert "mark" in answer.page.tags
    assert answer.page.tags.count("script") == 1, "the site's own"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("fatigeu", "fatigue"),
        ("wirst pain", "wrist pain"),
        ("swelling stiffnes", "swelling stiffness"),
    ],
)
def test_mistyped_word_is_answered_with_a_near_one(site: Server, typed: str, near: str) -> None:
    answer = site.get(f"/search?q={quote(typed)}")
    assert f"Did you mean {near} ?" in answer.text
    assert f"/search?q={near.replace(' ', '+')}" in answer.page.links


def test_words_that_are_known_are_not_put_right(site: Server) -> None:
    assert "Did you mean" not in site.get("/search?q=fatigue+bureau").text
    assert "Did you mean" not in site.get("/search?q=qqqqqq+xxxxxx").text


def test_group_without_results_leads_to_those_that_have_some(site: Server) -> None:
    answer = site.get("/search?q=thermometer&kind=claim")
    assert "No claims with these words; other kinds have them." in answer.text
    assert "/search?q=thermometer&kind=term" in answer.page.links


def test_unknown_kind_and_signs_and_length_are_told(site: Server) -> None:
    assert "There is no kind pigs to search in" in site.get("/search?q=pain&kind=pigs").text
    assert "signs alone are not" in site.get("/search?q=%2A%2A").text
    assert "Only the first 500 characters" in site.get(f"/search?q={'pain+' * 200}").text
