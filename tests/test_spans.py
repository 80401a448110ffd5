"""Where a statement stands after its document was edited: never a wrong place."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.spans import DIGEST, Anchor, Location, Span, State, digest, locate

INTRODUCTION = "The shop opens early on market days, and the baker is there before five. "
PASSAGE = "Her rye loaves are sold “by the pound” until the shelf is empty. "
END = "On other days the door stays shut until nine, whatever the weather may bring."
TEXT = INTRODUCTION + PASSAGE + END
START = len(INTRODUCTION)
PLACE = (START, START + len(PASSAGE))


def anchored(text: str, span: Span, words: str = "") -> Anchor:
    return Anchor(*span, words, digest(text, *span))


ANCHOR = anchored(TEXT, PLACE, "rye loaves are sold")


def moved(by: int) -> Span:
    return PLACE[0] + by, PLACE[1] + by


# -- the digest ------------------------------------------------------------------------------


def test_digest_is_of_the_text_and_forty_characters_on_either_side() -> None:
    # by sha256sum: of "b", of forty times "a", of forty times "c"
    expected = "3e23e81600.e33cdf9c7f.83ba021acb"
    text = "x" + 40 * "a" + "b" + 40 * "c" + "y"
    assert digest(text, 41, 42) == expected
    assert digest(text[1:-1], 40, 41) == expected
    assert DIGEST.fullmatch(expected)


def test_digest_at_the_edges_covers_fewer_characters() -> None:
    # by sha256sum: of "b", of nothing, of nothing
    assert digest("b", 0, 1) == "3e23e81600.e3b0c44298.e3b0c44298"


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_digest_refuses_what_is_no_span(span: Span) -> None:
    with pytest.raises(ValueError, match="is no span of a text of 3 characters"):
        digest("abc", *span)


def test_locate_refuses_a_malformed_digest() -> None:
    with pytest.raises(ValueError, match="'12ab' is no digest"):
        locate("abc", Anchor(0, 1, "a", "12ab"))


# -- the same text ---------------------------------------------------------------------------


def test_untouched_text_is_found() -> None:
    assert locate(TEXT, ANCHOR) == Location(State.found, PLACE)


@pytest.mark.parametrize("words", ["rye loaves are sold", "", "these words stand nowhere"])
@pytest.mark.parametrize("inserted", ["New: ", "é\N{COMBINING ACUTE ACCENT}😀’\r\n", 99 * "long "])
@pytest.mark.parametrize("at", [0, START - 3, START])
def test_text_inserted_before_moves_the_place(at: int, inserted: str, words: str) -> None:
    text = TEXT[:at] + inserted + TEXT[at:]
    located = locate(text, anchored(TEXT, PLACE, words))
    assert located == Location(State.drifted, moved(len(inserted)))


def test_edited_neighbours_on_both_sides_do_not_lose_the_text() -> None:
    text = INTRODUCTION[:-6] + "six. " + PASSAGE + "But " + END
    for words in ("rye loaves", "", "absent"):
        located = locate(text, anchored(TEXT, PLACE, words))
        assert located == Location(State.drifted, moved(-1))


def test_a_passage_cut_and_pasted_elsewhere_is_followed() -> None:
    text = INTRODUCTION + END + " " + PASSAGE
    assert locate(text, ANCHOR) == Location(State.drifted, moved(len(END) + 1))


def test_windows_line_ends_move_the_place() -> None:
    text = "One\ntwo\n\n" + TEXT + "\n\nthree\n"
    place = (PLACE[0] + 9, PLACE[1] + 9)
    located = locate(text.replace("\n", "\r\n"), anchored(text, place, "rye loaves"))
    assert located == Location(State.drifted, (place[0] + 3, place[1] + 3))


def test_windows_line_ends_inside_are_a_change_of_the_text() -> None:
    text = TEXT.replace("until the shelf", "until\nthe shelf")
    located = locate(text.replace("\n", "\r\n"), anchored(text, PLACE, "rye loaves"))
    assert located == Location(State.drifted, (PLACE[0], PLACE[1] + 1), changed=True)


def test_far_away_text_without_any_guide_is_not_searched_for() -> None:
    lost = anchored(TEXT, PLACE, "absent")
    text = "x " * 6_000 + "Other words. " + PASSAGE + "Other ends."
    assert locate(text, lost).state == State.orphaned
    assert locate(text, ANCHOR).state == State.drifted


@pytest.mark.parametrize("span", [(START, START + 9), (9, 9), (START + 9, START), (0, 9_999)])
def test_a_miswritten_span_is_corrected_by_the_digest(span: Span) -> None:
    anchor = Anchor(*span, "rye loaves", ANCHOR.digest)
    assert locate(TEXT, anchor) == Location(State.drifted, PLACE)


# -- repeated text ---------------------------------------------------------------------------


def test_neighbours_decide_between_repeated_texts() -> None:
    text = PASSAGE + TEXT + PASSAGE
    place = moved(len(PASSAGE))
    anchor = anchored(text, place, "rye loaves")
    assert locate(text, anchor) == Location(State.found, place)
    assert locate("New. " + text, anchor) == Location(State.drifted, (place[0] + 5, place[1] + 5))


def test_one_matching_neighbour_is_enough_where_the_others_have_none() -> None:
    text = PASSAGE + TEXT
    anchor = anchored(text, moved(len(PASSAGE)), "rye loaves")
    edited = text.replace("before five. ", "before four or so. ")
    assert locate(edited, anchor) == Location(State.drifted, moved(len(PASSAGE) + 6))


def test_equal_neighbours_are_ambiguous_even_where_the_old_span_still_fits() -> None:
    places = (PLACE, moved(len(TEXT)))
    for place in places:
        located = locate(TEXT + TEXT, anchored(TEXT + TEXT, place))
        assert located == Location(State.ambiguous, candidates=places)


def test_repeated_text_without_any_neighbour_left_is_ambiguous() -> None:
    text = f"One. {PASSAGE}Two. {PASSAGE}Three."
    located = locate(text, ANCHOR)
    assert located.state == State.ambiguous
    assert [text[slice(*place)] for place in located.candidates] == [PASSAGE, PASSAGE]


def test_same_text_elsewhere_does_not_stand_for_one_edited_in_its_place() -> None:
    edited = INTRODUCTION + PASSAGE.replace("rye", "wheat") + END
    text = edited + " Later. " + PASSAGE
    frame, twin = (PLACE[0], PLACE[1] + 2), (len(edited) + 8, len(text))
    assert locate(text, ANCHOR) == Location(State.ambiguous, candidates=(frame, twin))


@pytest.mark.parametrize("ends", [("Now: ", ""), ("", "Now, ")])
def test_same_text_elsewhere_does_not_stand_for_one_edited_beyond_its_edge(
    ends: tuple[str, str],
) -> None:
    edited = INTRODUCTION + ends[0] + PASSAGE.replace("rye", "wheat") + ends[1] + END
    located = locate("Earlier. " + PASSAGE + 9 * "Other things. " + edited[3:], ANCHOR)
    assert located.state == State.ambiguous


# -- edited text -----------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["rye loaves are sold", "by the pound”", "", "absent"])
def test_edited_text_is_delimited_by_its_neighbours(words: str) -> None:
    text = "New. " + TEXT.replace("rye loaves", "oat and rye loaves")
    located = locate(text, anchored(TEXT, PLACE, words))
    assert located == Location(State.drifted, (PLACE[0] + 5, PLACE[1] + 13), changed=True)


def test_edited_text_with_an_edited_neighbour_has_no_sure_ends() -> None:
    text = TEXT.replace("empty. On", "bare. Upon")
    at = text.index("rye loaves are sold")
    located = locate(text, ANCHOR)
    assert located == Location(State.drifted, None, ((at, at + 19),), changed=True)


def test_anchor_tells_which_of_several_edited_places_is_meant() -> None:
    edited = TEXT.replace("empty", "bare")
    text = TEXT.replace(PASSAGE, "Nothing is said. ") + edited
    by = len(text) - len(edited)
    expected = (PLACE[0] + by, PLACE[1] + by - 1)
    assert locate(text, ANCHOR) == Location(State.drifted, expected, changed=True)


def test_edited_text_between_repeated_neighbours_is_ambiguous() -> None:
    edited = TEXT.replace("empty", "bare")
    places = (PLACE[0], PLACE[1] - 1), (PLACE[0] + len(edited), PLACE[1] + len(edited) - 1)
    located = locate(edited + edited, ANCHOR)
    assert located == Location(State.ambiguous, candidates=places, changed=True)


def test_repeated_anchor_of_an_edited_text_is_ambiguous() -> None:
    text = "Some rye loaves are sold, other rye loaves are sold out."
    located = locate(text, ANCHOR)
    assert located == Location(State.ambiguous, candidates=((5, 24), (32, 51)), changed=True)


def test_removed_text_is_orphaned() -> None:
    assert locate(INTRODUCTION + END, ANCHOR) == Location(State.orphaned)
    assert locate(INTRODUCTION + "\n" + END, ANCHOR) == Location(State.orphaned)


def test_a_chapter_between_the_old_neighbours_is_not_the_passage() -> None:
    text = INTRODUCTION + 200 * "other " + END
    assert locate(text, ANCHOR) == Location(State.orphaned)


# -- without a digest ------------------------------------------------------------------------

ELSEWHERE = Location(State.drifted, None, ((START, START + 7),))


@pytest.mark.parametrize(
    ("span", "words", "expected"),
    [
        pytest.param(PLACE, "rye loaves", Location(State.found, PLACE), id="inside"),
        pytest.param(PLACE, "rye\n  loaves", Location(State.found, PLACE), id="folded"),
        pytest.param((0, START), "Her rye", ELSEWHERE, id="outside"),
        pytest.param((START, START + 5), "Her rye", ELSEWHERE, id="beyond its edge"),
        pytest.param((START, len(TEXT) + 1), "Her rye", ELSEWHERE, id="past the end"),
        pytest.param((-9, START + 9), "Her rye", ELSEWHERE, id="before the start"),
        pytest.param((0, 30), "", Location(State.orphaned), id="no words"),
        pytest.param((0, 30), "absent", Location(State.orphaned), id="nowhere"),
    ],
)
def test_anchor_alone(span: Span, words: str, expected: Location) -> None:
    assert locate(TEXT, Anchor(*span, words)) == expected


def test_anchor_alone_must_stand_once_inside_its_span() -> None:
    text = "ha ha ha and more"
    assert locate(text, Anchor(3, 8, "ha ha")) == Location(State.found, (3, 8))
    twice = Location(State.ambiguous, candidates=((0, 5), (3, 8)))
    assert locate(text, Anchor(0, 12, "ha ha")) == twice
    assert locate(text, Anchor(9, 12, "ha ha")) == twice


# -- any text, any edit ----------------------------------------------------------------------

BLOCKS = st.sampled_from(["a", "ab", "\n", "“x” é ", "e\u0301😀", 45 * "p", PASSAGE, TEXT])
DOCUMENTS = st.lists(BLOCKS | st.text(max_size=6), max_size=8).map("".join)

Case = tuple[str, str, Anchor]


def surroundings(text: str, span: Span) -> str:
    return text[max(0, span[0] - 40) : span[1] + 40]


@st.composite
def edits(draw: st.DrawFn, *, inside: bool) -> Case:
    """A text, the same after one edit inside or outside of a span, and the span's anchor."""
    text = draw(DOCUMENTS.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    side = (start, end) if inside else draw(st.sampled_from([(0, start), (end, len(text))]))
    first, last = sorted((draw(st.integers(*side)), draw(st.integers(*side))))
    word = draw(st.sampled_from(["", text[start : start + 4], text[start:end], "absent"]))
    inserted = draw(DOCUMENTS)
    assume(surroundings(text, (start, end)) not in inserted)  # it could not be told from a move
    edited = text[:first] + inserted + text[last:]
    return text, edited, anchored(text, (start, end), word)


def unharmed(text: str, edited: str, span: Span) -> set[Span]:
    """Where the span may be said to stand, if the one edit there was did not touch it."""
    (start, end), by = span, len(edited) - len(text)
    places = {(start, end)} if edited.startswith(text[:end]) else set()
    return places | ({(start + by, end + by)} if edited.endswith(text[start:]) else set())


@given(edits(inside=False))
def test_an_edit_outside_never_leads_to_a_wrong_place(case: Case) -> None:
    text, edited, anchor = case
    span = (anchor.start, anchor.end)
    right = unharmed(text, edited, span)
    assume(locate(text, anchor).state == State.found)
    located = locate(edited, anchor)
    assert not located.changed
    if located.state == State.ambiguous:
        assert right & set(located.candidates)
        assert len(located.candidates) > 1
    else:
        assert located.span in right
        assert located.state == (State.found if located.span == span else State.drifted)


@given(edits(inside=True))
def test_an_edit_inside_is_never_found(case: Case) -> None:
    text, edited, anchor = case
    span = (anchor.start, anchor.end)
    assume(not unharmed(text, edited, span))
    located = locate(edited, anchor)
    assert located.state != State.found
    if located.state == State.drifted and not located.changed:
        assert located.span
        assert edited[slice(*located.span)] == text[slice(*span)]


@given(st.integers(1, len(PASSAGE) - 1), st.text(min_size=1, max_size=20))
def test_an_edit_inside_is_delimited(at: int, inserted: str) -> None:
    edited = TEXT[: START + at] + inserted + TEXT[START + at :]
    assume(not unharmed(TEXT, edited, PLACE))
    expected = (PLACE[0], PLACE[1] + len(inserted))
    assert locate(edited, ANCHOR) == Location(State.drifted, expected, changed=True)


@given(
    text=DOCUMENTS,
    span=st.tuples(st.integers(-60, 400), st.integers(-60, 400)),
    words=st.text(max_size=5),
    stored=st.sampled_from([None, ANCHOR.digest, digest("a", 0, 1)]),
)
def test_any_anchor_has_an_answer_inside_the_text(
    text: str, span: Span, words: str, stored: str | None
) -> None:
    located = locate(text, Anchor(*span, words, stored))
    spans = [*located.candidates, *([located.span] if located.span else [])]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert bool(spans) == (located.state != State.orphaned)


def test_a_document_of_250_drifted_statements_takes_less_than_a_second() -> None:
    chosen = random.Random(1).choices(PASSAGE.split() + END.split(), k=3_600)  # noqa: S311 - a sample
    text = " ".join(chosen)
    starts = [match.start() for match in re.finditer(r"\b\w", text)][::10][:250]
    anchors = [anchored(text, (at, at + 150), text[at : at + 20].strip()) for at in starts]
    begun = time.process_time()
    located = [locate("New " + text, anchor) for anchor in anchors]
    assert time.process_time() - begun < 1
    assert [place.span for place in located] == [(at + 4, at + 154) for at in starts]


# -- real documents --------------------------------------------------------------------------


def sentences(text: str, count: int) -> list[Anchor]:
    """Anchors of so many sentences that stand once, the same at every run."""
    spans = [match.span() for match in re.finditer(r"\b\w[^\n.!?]{20,}[.!?]?", text)]
    once = [span for span in spans if text.count(surroundings(text, span)) == 1]
    chosen = random.Random(1).choices(once, k=count)  # noqa: S311 - a sample, not a secret
    return [anchored(text, span, " ".join(text[slice(*span)].split()[:4])) for span in chosen]


@pytest.mark.parametrize("folder", ["seeds", "reference/documents"])
def test_every_sentence_of_real_documents_is_followed(shared: Path, folder: str) -> None:
    paths = sorted((shared / folder).glob("*.txt"))
    assert paths
    for path in paths:
        text = path.read_bytes().decode()
        for anchor in sentences(text, 250):
            assert locate(text, anchor) == Location(State.found, (anchor.start, anchor.end))
            expected = Location(State.drifted, (anchor.start + 4, anchor.end + 4))
            assert locate("New " + text, anchor) == expected
