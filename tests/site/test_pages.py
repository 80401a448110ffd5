"""Each page is there and shows what it must."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.served import Server, built, changed, serving


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", ["Cold hand baths", "small enough to read", "Ways in", "6 claims"]),
        ("/claims", ["6 claims", "Population", "Filters", "mostly supported"]),
        ("/documents", ["Cold Hands, Happy Typist", "no date given", "11 statements"]),
        (
            "/guidance",
            ["Begin with at least five minutes.", "Not against pain", "It is not medical"],
        ),
        ("/safety", ["Precautions", "clearance required", "✓ says so", "– does not"]),
        ("/doses", ["Advised", "Studied", "1–2 min", "3 times a week", "60 min"]),
        ("/contradictions", ["leaves wrist pain as it was", "The guide denies"]),
        ("/terms", ["Body part", "office workers", "thermometer"]),
        ("/sources", ["Inventa & Noman 1999", "3 sources", "reports a study"]),
        ("/search", ["Words may stand in any order"]),
        ("/about", ["How it is made", "Rights", "rated with GRADE", "not medical advice"]),
        ("/data", ["claim_overview", "A claim with its terms by name"]),
    ],
)
def test_page_shows(site: Server, path: str, words: list[str]) -> None:
    answer = site.get(path)
    assert answer.status == 200
    missing = [each for each in words if each not in answer.text]
    assert not missing
    assert answer.page.tags.count("h1") == 1
    assert "main" in answer.page.tags


def test_claim_tells_what_who_and_how(site: Server) -> None:
    text = site.get("/claims/wrist-pain").text
    for words in (
        "A cold hand bath eases the wrist pain of office workers.",
        "↓ decreases",
        "In office workers a bath in cold water",
        "cold hand bath eases wrist pain",
        "under “Cold Hands, Happy Typist”",
        "stated as fact",
        "nobody credited",
        "denies it",
        "1 document in 1 place; denied by 1 place",
    ):
        assert words in text


def test_claim_shows_its_evidence_and_judgement(site: Server) -> None:
    text = site.get("/claims/wrist-pain").text
    for words in (
        "◕ mostly supported",
        "⊕⊕◯◯ low certainty",
        "Cold hand baths may ease wrist pain a little.",
        "A second trial, or a first one.",
        "risk of bias",
        "Inventa & Noman 1999",
        "table 2",
        "−1.5",
        "(−2.9 to −0.1)",
        "n = 28",
        "Searched for evidence against it",
    ):
        assert words in text


def test_claim_without_evidence_says_so(site: Server) -> None:
    text = site.get("/claims/morning-stiffness").text
    assert "Not yet assessed." in text
    assert "Evidence" not in text


def test_claim_names_what_contradicts_it_from_both_ends(site: Server) -> None:
    one, other = (site.get(f"/claims/{name}") for name in ("wrist-pain", "wrist-pain-unchanged"))
    assert "/claims/wrist-pain-unchanged" in one.page.links
    assert "/claims/wrist-pain" in other.page.links
    assert "The guide denies what the post asserts" in one.text
    assert "The guide denies what the post asserts" in other.text


def test_related_claims_are_read_from_either_end(site: Server) -> None:
    assert "offers a mechanism for" in site.get("/claims/vessels-swelling").text
    assert "explained by" in site.get("/claims/wrist-pain").text


def test_numbers_are_text_that_keeps_points_and_ratio_apart(site: Server) -> None:
    text = site.get("/claims/grip-fatigue-vs-rest").text
    assert "21 % (rest) against 9 % (bath) of usual grip fatigue" in text
    assert "−12 percentage points derived: 9 − 21" in text
    assert "ratio about 0.43" in text


def test_upper_bound_keeps_its_wording_and_conditions(site: Server) -> None:
    text = site.get("/claims/vessels-swelling").text
    assert "up to 60 % “as much as”; relative change; per hour; same hand" in text


def test_every_number_leads_to_its_place_in_two_clicks(site: Server) -> None:
    claim = site.get("/claims/grip-fatigue-vs-rest")
    place = "/documents/cold-hands-post?statement=cold-hands-post.older-study"
    assert place in claim.page.links
    page, _, anchor = site.get(place).headers["location"].partition("#")
    assert anchor in site.get(page).page.ids


@pytest.mark.parametrize(
    ("guidance", "words"),
    [
        ("begin-short", ["contradicts", "1–2 min", "3 times a week", "The one begins"]),
        ("begin-longer", ["contradicts", "5–10 min"]),
        ("hand-bath", ["Steps", "preparation", "basin", "How it grows", "from 1 min to 5 min"]),
        ("numbness", ["What is meant against it", "Have somebody with you.", "cold burn"]),
        ("not-alone", ["Meant against", "supervision", "Very cold water"]),
        ("raynauds-clearance", ["clearance required", "doctor", "people with Raynaud's"]),
        ("thermometer-in-water", ["thermometer", "recommended"]),
        ("do-baths-help", ["Not against pain", "answers the question", "leaves wrist pain"]),
        ("wrist-bath-defined", ["wrist bath : Hand and forearm", "cold soak"]),
    ],
)
def test_guidance_shows_what_its_kind_adds(site: Server, guidance: str, words: list[str]) -> None:
    answer = site.get(f"/guidance/{guidance}")
    assert answer.status == 200
    assert not [each for each in words if each not in answer.text]
    assert "It is not medical advice" in answer.text


def test_source_shows_reference_entry_and_studies(site: Server) -> None:
    answer = site.get("/sources/inventa1999")
    assert "@article{inventa1999," in answer.text
    assert "The invented hand bath trial" in answer.text
    assert "https://doi.org/10.5555/invented.1999" in answer.page.links


def test_source_of_a_document_leads_to_it(site: Server) -> None:
    assert "/documents/cold-hands-post" in site.get("/sources/coldhands2023").page.links


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/claims/wrist-pian-unchanged", "/claims/wrist-pain-unchanged"),
        ("/guidance/numbness-of-skin", "/guidance/numbness"),
        ("/terms/office-worker", "/terms/office-workers"),
        ("/sources/inventa", "/sources/inventa1999"),
        ("/statements/cold-hands-post.swelling", "/statements/cold-hands-post.cuts-swelling"),
    ],
)
def test_missing_record_suggests_what_is_like_it(site: Server, path: str, meant: str) -> None:
    answer = site.get(path)
    assert answer.status == 404
    assert "There is no such record" in answer.text
    assert meant in answer.page.links


@pytest.mark.parametrize("path", ["/documents/qqqq", "/claims/zzzz", "/claims/---"])
def test_missing_record_without_likeness_still_leads_on(site: Server, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 404
    assert "Did you mean" not in answer.text
    assert "/search" in answer.page.links


def test_missing_page_is_a_page_of_the_site(site: Server) -> None:
    answer = site.get("/no/such/page/at/all")
    assert answer.status == 404
    assert "There is no such page" in answer.text
    assert "/claims" in answer.page.links


def test_data_behind_a_page_is_the_rows_it_shows(site: Server) -> None:
    links = site.get("/claims/wrist-pain").page.links
    path = next(link for link in links if link.startswith("/baths/claim_overview.json"))
    rows = json.loads(site.get(path).body)
    assert [row["claim_id"] for row in rows] == ["wrist-pain"]


WITHDRAWN = """\
id: numb-skin
claim: Water near freezing numbs the skin.
kind: risk
population: people
intervention: cold-hand-bath
outcome: skin-numbness
direction: present
status: merged
status_reason: The same as another, for this test.
merged_into: wrist-pain
"""


def test_withdrawn_claim_keeps_its_address_and_says_why(tmp_path: Path) -> None:
    root = changed(tmp_path, claims__numb_skin=WITHDRAWN)
    with serving(built(tmp_path / "kb.db", root)) as server:
        answer = server.get("/claims/numb-skin")
    assert "This claim is merged. The same as another, for this test." in answer.text
    assert "/claims/wrist-pain" in answer.page.links
