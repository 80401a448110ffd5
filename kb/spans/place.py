"""The place of a statement in a document: its digest, and where it stands today."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import AnyStr

from kb.spans.word import Span, standing

NEIGHBOURS = 40
"""Characters on either side of a span that its digest covers."""

DIGEST = re.compile(r"([0-9a-f]{10})\.([0-9a-f]{10})\.([0-9a-f]{10})")
"""A stored digest: of the text, of what stands before it, of what stands after it."""

_HALF = 5  # bytes of ten hex digits
_BOTH = 2  # neighbours
_GROWTH = 400  # characters that an edit may add to a passage, beside doubling it
_REACH = 10_000  # characters before and after the old place, searched where nothing guides
_WORD_START = re.compile(r"(?<!\S)\S|\b\w")


class State(StrEnum):
    """What became of a statement's place."""

    found = "found"
    drifted = "drifted"
    ambiguous = "ambiguous"
    orphaned = "orphaned"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A statement's place as it was written down.

    Parameters
    ----------
    start, end
        The span, in code points.
    words
        A few words copied from inside the span; whitespace may be folded.
    digest
        As ``digest`` wrote it; None before the tool has seen the document.
    """

    start: int
    end: int
    words: str
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a statement stands in a text.

    Parameters
    ----------
    state
        ``found`` at its span; ``drifted`` elsewhere or edited; ``ambiguous``; ``orphaned``.
    span
        Its place now; None where it cannot be told, or its ends cannot.
    candidates
        The places to look at where ``span`` is None.
    changed
        Whether the text itself was edited.
    """

    state: State
    span: Span | None = None
    candidates: tuple[Span, ...] = ()
    changed: bool = False


def digest(text: str, start: int, end: int) -> str:
    """The digest to store for a span: of its text, and of the 40 characters on either side.

    Raises
    ------
    ValueError
        If the span is empty or leaves the text: ``locate`` has said so before.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"[{start}, {end}] is no span of a text of {len(text)} characters")
    return ".".join(map(_hash, (text[start:end], *_neighbours(text, (start, end)))))


def locate(text: str, anchor: Anchor) -> Location:
    """Where the statement stands in ``text``; never a guess between places that fit equally.

    With a digest, the same text is looked for first. Where it stands more than once, the places
    whose neighbours match best are kept, and one alone must be left. Where it stands nowhere, it
    was edited: its old neighbours, then its anchor, say where. Without a digest there is only
    the anchor.

    Raises
    ------
    ValueError
        If the digest has not the form of ``DIGEST``: the caller must have checked.
    """
    if anchor.digest is None:
        return _locate_words(text, anchor)
    mark = _Mark.parse(anchor)
    passage = _passage(text, anchor, mark)
    if passage is None:
        return _locate_edited(text, anchor, mark)
    return _locate_passage(text, mark, passage)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stored span with its digest taken apart."""

    span: Span
    passage: str
    before: str
    after: str

    @classmethod
    def parse(cls, anchor: Anchor) -> _Mark:
        parts = DIGEST.fullmatch(anchor.digest or "")
        if parts is None:
            raise ValueError(f"{anchor.digest!r} is no digest of a span")
        return cls((anchor.start, anchor.end), *parts.groups())

    @property
    def size(self) -> int:
        return self.span[1] - self.span[0]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[: 2 * _HALF]


def _neighbours(text: str, span: Span) -> tuple[str, str]:
    start, end = span
    return text[max(0, start - NEIGHBOURS) : start], text[end : end + NEIGHBOURS]


def _occurrences(text: AnyStr, passage: AnyStr) -> Iterator[Span]:
    """Every place of the passage, overlapping ones too."""
    start = text.find(passage)
    while start >= 0:
        yield start, start + len(passage)
        start = text.find(passage, start + 1)


def _inside(places: Iterable[Span], span: Span) -> list[Span]:
    return [place for place in places if span[0] <= place[0] and place[1] <= span[1]]


# -- the same text ---------------------------------------------------------------------------


def _passage(text: str, anchor: Anchor, mark: _Mark) -> str | None:
    """The text that the digest was made of, if it still stands anywhere."""
    last = len(text) - mark.size
    if mark.size <= 0:
        return None
    for start in _starts(text, anchor, mark):
        if 0 <= start <= last:
            window = text[start : start + mark.size]
            if _hash(window) == mark.passage:
                return window
    return None


def _starts(text: str, anchor: Anchor, mark: _Mark) -> Iterator[int]:
    """Where the text may begin, the cheapest guesses first.

    The anchor was inside the text, so windows around its places are all there are; only an
    anchor that stands nowhere leaves the starts of words to be tried, within reach.
    """
    yield mark.span[0]
    yield from _ends_of(text, mark.before)
    yield from (end - mark.size for end in _starts_of(text, mark.after))
    held = standing(text, anchor.words)
    tried = 0
    for start, end in held:
        yield from range(max(tried, end - mark.size), start + 1)
        tried = start + 1
    if not held:
        near = (max(0, mark.span[0] - _REACH), mark.span[0] + _REACH)
        yield from (match.start() for match in _WORD_START.finditer(text, *near))


def _locate_passage(text: str, mark: _Mark, passage: str) -> Location:
    """Decide between the places of an unedited text, by their neighbours."""
    scores = {place: _likeness(text, mark, place) for place in _occurrences(text, passage)}
    best = max(scores.values())
    place, *others = (
        place
        for place, score in scores.items()
        if score == best or (score and place == mark.span)  # an old place with some right to it
    )
    if others:
        return Location(State.ambiguous, candidates=(place, *others))
    if place == mark.span:
        return Location(State.found, place)
    rivals = _rivals(text, mark, place, best)
    if rivals:
        return Location(State.ambiguous, candidates=tuple(sorted({place, *rivals})))
    return Location(State.drifted, place)


def _likeness(text: str, mark: _Mark, place: Span) -> int:
    """How many of the two neighbours are as they were."""
    before, after = _neighbours(text, place)
    return (_hash(before) == mark.before) + (_hash(after) == mark.after)


def _rivals(text: str, mark: _Mark, place: Span, likeness: int) -> list[Span]:
    """Where the statement may have stayed and been edited, while ``place`` only says the same."""
    if likeness == _BOTH:
        return []
    frames = _frames(text, mark)
    if not frames and not likeness:
        return _apart(_traces(text, mark), place)
    apart = _apart(frames, place)
    return apart if len(apart) == len(frames) else []  # a frame around the place speaks for it


def _apart(places: Iterable[Span], span: Span) -> list[Span]:
    """The places that share no character with the span."""
    return [place for place in places if place[1] <= span[0] or span[1] <= place[0]]


# -- edited text -----------------------------------------------------------------------------


def _locate_edited(text: str, anchor: Anchor, mark: _Mark) -> Location:
    """Say where an edited text stands: between its old neighbours, else at its anchor."""
    held = standing(text, anchor.words)
    frames = _frames(text, mark)
    fitting = [frame for frame in frames if _inside(held, frame)] or frames
    if len(fitting) == 1:
        edited = _hash(text[slice(*fitting[0])]) != mark.passage  # else the span was miswritten
        return Location(State.drifted, fitting[0], changed=edited)
    return _undecided(fitting or held, changed=True)


def _locate_words(text: str, anchor: Anchor) -> Location:
    """Find a statement that has no digest yet by its anchor."""
    held = standing(text, anchor.words)
    span = (anchor.start, anchor.end)
    inside = _inside(held, span) if anchor.start >= 0 and anchor.end <= len(text) else []
    if len(inside) == 1:
        return Location(State.found, span)
    return _undecided(inside or held)


def _undecided(places: list[Span], *, changed: bool = False) -> Location:
    """No span, only places to look at: one, several, or none."""
    if not places:
        return Location(State.orphaned)
    state = State.drifted if len(places) == 1 else State.ambiguous
    return Location(state, candidates=tuple(places), changed=changed)


def _frames(text: str, mark: _Mark) -> list[Span]:
    """What stands now between the old neighbours: never nothing, nor far more than there was."""
    longest = 2 * mark.size + _GROWTH
    pairs = _pairs(text, mark)
    return [pair for pair in pairs if pair[1] - pair[0] <= longest and not _is_blank(text, pair)]


def _traces(text: str, mark: _Mark) -> list[Span]:
    """As much text as there was, beside each old neighbour; not where the passage was cut out."""
    silent = {0, len(text)}  # an empty neighbour tells nothing
    silent |= {end for pair in _pairs(text, mark) if _is_blank(text, pair) for end in pair}
    after = [(at, at + mark.size) for at in _ends_of(text, mark.before) if at not in silent]
    before = [(at - mark.size, at) for at in _starts_of(text, mark.after) if at not in silent]
    return [(max(0, start), min(end, len(text))) for start, end in after + before]


def _pairs(text: str, mark: _Mark) -> list[Span]:
    """From each old neighbour before to the nearest one after, the innermost pairs only."""
    starts, ends = _ends_of(text, mark.before), _starts_of(text, mark.after)
    innermost = {}
    for start in starts:
        for end in ends[(at := bisect_left(ends, start)) : at + 1]:
            innermost[end] = start
    return [(start, end) for end, start in innermost.items()]


def _is_blank(text: str, span: Span) -> bool:
    return not text[slice(*span)].strip()


def _starts_of(text: str, mark: str) -> list[int]:
    """Where 40 characters (fewer at the end of the text) with this digest begin."""
    found = _occurrences(_table(text), bytes.fromhex(mark))
    return [at // _HALF for at, _ in found if at % _HALF == 0]


def _ends_of(text: str, mark: str) -> list[int]:
    """Where 40 characters (fewer at the start of the text) with this digest end."""
    short = [end for end in range(min(NEIGHBOURS, len(text) + 1)) if _hash(text[:end]) == mark]
    full = [start + NEIGHBOURS for start in _starts_of(text, mark)]
    return short + [end for end in full if end <= len(text)]


@lru_cache(maxsize=2)
def _table(text: str) -> bytes:
    """The digests of the 40 characters from each place on, five bytes each, to be searched."""
    return b"".join(
        sha256(text[start : start + NEIGHBOURS].encode()).digest()[:_HALF]
        for start in range(len(text) + 1)
    )
