"""A document: its statements in parts, its filters, its strip, and what they say at a glance."""

from __future__ import annotations

from typing import Any

import pytest

from kb.schema.vocabulary import Severity
from kb.site.document.outline import MOST_HEADINGS, contents
from kb.site.document.part import AROUND, LARGEST, Part, bounds, parts
from kb.site.document.sieve import Sieve
from kb.site.drawing.strip import LEAST, MOST, WIDTH, strip
from kb.site.listing.tally import shares
from kb.site.pages import documents
from tests.site.served import Server

POST = "/documents/cold-hands-post"


def statement(position: int, heading: int | None = 1, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - values of any column
    """One row of an outline: ten characters of text, without claims or gaps."""
    return {
        "statement_id": f"doc.s{position}",
        "position": position,
        "kind": "effect",
        "char_start": position * 10,
        "char_end": position * 10 + 9,
        "heading_position": heading or 0,
        "heading": f"Heading {heading}" if heading else None,
        "heading_start": position * 10 - 5 if heading else None,
        "is_first": True,
        "verdicts": [],
        "bases": [],
        "weight": 100,
        **dict.fromkeys(Severity, 0),
        **given,
    }


# the page


def test_statements_stand_in_reading_order(site: Server) -> None:
    places = [each for each in site.get(POST).page.ids if each.startswith("s-")]
    assert places[:3] == ["s-typists-are-sore", "s-eases-pain", "s-shortens-stiffness"]
    assert places[-2:] == ["s-date", "s-advertisement"], "noise comes last, folded away"


def test_statement_has_badges_of_its_claims_and_gaps(full_site: Server) -> None:
    text = full_site.get("/documents/hum-post").text
    for words in ("study report", "hedged", "vaguely credited", "? source not located", "▲ major"):
        assert words in text


def test_glance_counts_claims_gaps_and_credits(full_site: Server) -> None:
    answer = full_site.get("/documents/hum-post")
    for words in ("effect claim it makes", "Gaps between", "2 statements credit studies"):
        assert words in answer.text
    assert "1 with a source that a curator inferred" in answer.text
    assert any(link.startswith("/gaps?document=hum-post&severity=") for link in answer.page.links)
    assert any(
        link.startswith("/claims?verdict=") and "document=hum-post" in link
        for link in answer.page.links
    )


def test_document_is_filtered_by_several_kinds(site: Server) -> None:
    answer = site.get(f"{POST}?kind=effect&kind=dose")
    assert "Stiffness after waking" in answer.text
    assert "A thermometer belongs" not in answer.text
    assert "of 11" in answer.text
    assert f"{POST}?kind=dose#statements" in answer.page.links, "a chosen kind can be taken away"


def test_document_is_narrowed_to_statements_with_gaps(full_site: Server) -> None:
    answer = full_site.get("/documents/hum-post?only=gaps")
    assert "Tomatoes that are hummed at" in answer.text
    assert "Perhaps leaves shake" not in answer.text


def test_nothing_left_leads_back_to_everything(site: Server) -> None:
    answer = site.get(f"{POST}?kind=question")
    assert answer.status == 200
    assert "No statement of this document is all of that." in answer.text
    assert "Show all 11" in answer.text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            "kind=efect",
            "<code>efect</code>; did you mean <code>effect</code>?",
        ),
        (
            "only=zzz",
            "<code>zzz</code>; it may be gaps, major, judged, credited",
        ),
        ("part=7", "<code>part</code> has no value <code>7</code>; the last part is 1"),
        ("part=-1", "<code>part</code> has no value <code>-1</code>"),
        (
            "view=guidanse",
            "<code>guidanse</code>; did you mean <code>guidance</code>?",
        ),
        ("view=%00", "it may be statements, guidance"),
    ],
)
def test_address_that_makes_no_sense_is_told_so(site: Server, asked: str, words: str) -> None:
    answer = site.get(f"{POST}?{asked}")
    assert answer.status == 400
    assert words in answer.body
    assert "A thermometer belongs" in answer.text


def test_document_without_date_says_why(site: Server) -> None:
    assert "no date given (not reported)" in site.get("/documents/wrist-bath-guide").text


def test_guidance_of_a_document_leads_to_its_place(site: Server) -> None:
    answer = site.get(f"{POST}?view=guidance")
    assert "Recommendation" in answer.text
    assert "It is not medical advice" in answer.text
    assert any("?statement=cold-hands-post." in link for link in answer.page.links)


def test_address_of_a_statement_leads_to_its_part(site: Server) -> None:
    assert site.sent_on(f"{POST}?statement=cold-hands-post.raynauds") == f"{POST}?part=1#s-raynauds"


def test_noise_has_a_place_too(site: Server) -> None:
    answer = site.get(f"{POST}?statement=cold-hands-post.advertisement")
    assert answer.headers["location"] == f"{POST}?part=1#s-advertisement"


def test_statement_of_another_document_is_missing(site: Server) -> None:
    assert site.get(f"{POST}?statement=wrist-bath-guide.nothing").status == 404


# statements by themselves


def test_statement_tells_all_of_itself(full_site: Server) -> None:
    text = full_site.get("/statements/hum-post.taller").text
    for words in (
        "statement 2 of",
        "grow up to 15% taller",
        "under “Does it work?”",
        "up to 15 %",
        "What it claims",
        "≈ source inferred by a curator",
        "Said",
        "Shown",
    ):
        assert words in text


def test_statement_has_its_neighbours_and_its_document(site: Server) -> None:
    links = site.get("/statements/cold-hands-post.eases-pain").page.links
    assert "/statements/cold-hands-post.typists-are-sore" in links
    assert "/statements/cold-hands-post.shortens-stiffness" in links
    assert f"{POST}?statement=cold-hands-post.eases-pain" in links


def test_noise_by_itself_says_what_it_is(site: Server) -> None:
    text = site.get("/statements/cold-hands-post.advertisement").text
    assert "Advertising or page furniture, not taken apart" in text
    assert "It makes no claim" in text


# parts


def test_parts_are_cut_at_headings() -> None:
    rows = [statement(n, heading=1 + n // 4) for n in range(12)]
    assert [len(part.statements) for part in parts(rows, largest=900)] == [8, 4]


def test_heading_that_is_larger_than_a_part_is_cut() -> None:
    found = parts([statement(n) for n in range(7)], largest=300)
    assert [part.ids for part in found] == [
        ["doc.s0", "doc.s1", "doc.s2"],
        ["doc.s3", "doc.s4", "doc.s5"],
        ["doc.s6"],
    ]


def test_statement_that_is_larger_than_a_part_has_one_of_its_own() -> None:
    rows = [statement(0), statement(1, weight=LARGEST + 1), statement(2)]
    assert [len(part.statements) for part in parts(rows)] == [1, 1, 1]


def test_texts_of_parts_put_together_are_the_text() -> None:
    rows = [
        statement(n, heading=1 + n // 3, heading_start=n // 3 * 30 - 2, is_first=not n % 3)
        for n in range(9)
    ]
    found = parts(rows, largest=400)
    assert [bounds(found, part, 95) for part in found] == [(0, 28), (28, 58), (58, 95)]


def test_part_within_a_heading_begins_with_its_statement() -> None:
    found = parts([statement(n, heading_start=0, is_first=not n) for n in range(4)], largest=200)
    assert [part.start for part in found] == [0, 20]


def test_statement_before_the_first_heading_begins_a_part() -> None:
    (part,) = parts([statement(1, heading=None)])
    assert part.start == 10
    assert part.headings == ["Before the first heading"]


def test_contents_of_a_long_document_name_the_headings_at_hand() -> None:
    rows = [statement(n, heading=n + 1) for n in range(MOST_HEADINGS * 2)]
    found = parts(rows, largest=1000)
    named = contents(found, found[2])
    assert [one["position"] for one in named if one["part"] == 3] == list(range(21, 31))
    assert {one["part"] for one in named} == {*range(1, 4 + AROUND), len(found)}
    assert len({one["part"] for one in named if one["part"] != 3}) == len(named) - 10


# the strip


def test_strip_spans_the_document_from_end_to_end() -> None:
    rows = [statement(n, verdicts=["mixed"]) for n in (0, 9)]
    rows[0]["verdicts"] = ["supported"]
    (marks,) = strip(parts(rows), 100).lanes.values()
    assert [(mark.x, mark.tone) for mark in marks] == [(0, "supported"), (WIDTH * 0.9, "mixed")]
    assert all(mark.x + mark.width <= WIDTH for mark in marks)
    assert marks[1].href == "?part=1#s-s9"
    assert marks[1].label == "9: ◑ mixed"


def test_short_statement_is_still_seen_on_the_strip() -> None:
    rows = [statement(5, verdicts=["mixed"])]
    assert strip(parts(rows), 1_000_000).lanes["claims"][0].width == LEAST


def test_neighbours_of_one_tone_share_a_mark() -> None:
    rows = [statement(n, verdicts=["mixed"] if n != 2 else []) for n in range(4)]
    labels = [mark.label for mark in strip(parts(rows), 40).lanes["claims"]]
    assert labels == ["0–1: ◑ mixed", "3: ◑ mixed"]


def test_least_borne_out_of_several_claims_gives_the_colour() -> None:
    rows = [statement(1, verdicts=["supported", "contradicted", "unassessed"], minor=2, info=1)]
    lanes = strip(parts(rows), 40).lanes
    assert lanes["claims"][0].tone == "contradicted"
    assert lanes["gaps"][0].tone == "minor"


def test_advice_and_warnings_have_a_lane() -> None:
    rows = [statement(n, kind=kind) for n, kind in enumerate(("dose", "caution", "anecdote"))]
    assert [mark.tone for mark in strip(parts(rows), 40).lanes["advice"]] == ["advises", "warns"]


def test_long_document_has_no_more_marks_than_can_be_seen() -> None:
    verdicts = (["mixed"], ["supported"])
    rows = [statement(n, heading=n, verdicts=verdicts[n % 2]) for n in range(1, 2001)]
    made = strip(parts(rows), 30_000)
    assert len(made.lanes["claims"]) <= MOST
    assert len(made.ticks) <= MOST
    assert {mark.tone for mark in made.lanes["claims"]} == {"mixed"}


def test_strip_of_nothing_is_empty() -> None:
    made = strip([], 0)
    assert not made.lanes
    assert not made.ticks


# filters and tallies


def test_demands_must_all_be_met() -> None:
    rows = [
        statement(1, verdicts=["mixed"], major=1),
        statement(2, verdicts=["unassessed"], minor=1),
        statement(3, bases=["not_located"]),
    ]

    def asked(*demands: str) -> list[int]:
        return [row["position"] for row in Sieve((), demands).of(rows)]

    assert asked("gaps") == [1, 2]
    assert asked("major") == [1]
    assert asked("gaps", "judged") == [1]
    assert asked("credited") == [3]
    assert asked("major", "credited") == []


def test_shares_fill_the_bar_from_supported_to_unassessed() -> None:
    made = shares({"unassessed": 1, "contradicted": 0, "supported": 3})
    assert [(one.word, one.n, one.x, one.width) for one in made] == [
        ("supported", 3, 0, 75),
        ("unassessed", 1, 75, 25),
    ]


def test_empty_part_has_no_ids() -> None:
    assert Part(1, ()).ids == []


# the list


def test_list_of_documents_tells_how_much_is_borne_out(full_site: Server) -> None:
    answer = full_site.get("/documents")
    assert "it claims" in answer.text
    assert "major gap" in answer.text
    assert "rect" in answer.page.tags


def test_list_of_documents_has_pages(site: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PAGE_SIZE", 1)
    first, second = (site.get(f"/documents?page={page}") for page in (1, 2))
    assert "page 1 of 2" in first.text
    assert "/documents?page=2" in first.page.links
    assert "← earlier" in second.text
    beyond = site.get("/documents?page=3")
    assert (beyond.status, beyond.headers["location"]) == (302, "/documents")
