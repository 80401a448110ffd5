"""Say what is known of a text, sentence by sentence.

For each: the claims that it resembles, their verdict, the largest measured number to hold its own
numbers against, gaps, and a sentence that may be published instead. A sentence that resembles no
claim is neither true nor false by that.
"""

from __future__ import annotations

from pydantic import Field

from kb.database.facet import NOT_YET
from kb.database.resemblance import Resemblance
from kb.database.sentence import Said
from kb.database.text_check import CLAIMS, Checked, checked, parts
from kb.mcp.base import Base, RefusedError
from kb.mcp.bounds import MOST, page
from kb.mcp.quotable import place
from kb.mcp.shape import Page, Part, Quote, Told, Words
from kb.mcp.tokens import fetched, quote

TITLE = "Check a text"
LONGEST_TEXT = 20_000
USUAL = 10


class Arguments(Part):
    """What may be asked."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT, description="A sentence, or several")
    claims: int = Field(CLAIMS, ge=1, le=20, description="Claims for one sentence at most")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Sentences to tell of at most")
    offset: int = Field(0, ge=0, description="Sentences to pass over: next_offset of an answer")


class Held(Part):
    """A number of the sentence beside what was measured."""

    said: str
    against_measured: str


class Measured(Part):
    """The finding that reaches farthest of those that can be told in percent."""

    reach: str = Field(description="As a change; kb computes it from what the finding tells")
    finding: str
    study: str
    n: int | None = None
    citation: Words | None = None
    place: str = Field(description="source_key[locator]")
    estimate: Quote | None = None


class Gap(Part):
    """A gap of the claim; the tool `gaps` tells more."""

    gap: str
    kind: str
    severity: str


class Resembled(Part):
    """A claim that the sentence resembles."""

    claim: str = Field(description="id@version")
    wording: Quote
    resembles_by: list[str]
    verdict: str
    certainty: str
    reason: Quote | None = None
    safe_wording: Quote | None = Field(None, description="Absent: nothing can be said safely yet")
    do_not_say: list[Words]
    measured: Measured | None = Field(None, description="Absent: no number that can be compared")
    numbers: list[Held]
    gaps: list[Gap]
    n_studies: int


class Sentence(Part):
    """A sentence as it was given, and what it resembles."""

    sentence: Words
    found: bool = Field(description="False: no claim here resembles it; that says nothing of truth")
    claims: list[Resembled]


class Data(Part):
    """Sentences that were checked."""

    sentences: Page[Sentence]


def answer(base: Base, asked: Arguments) -> Told:
    """The sentences of a text, a page of them."""
    told = parts(asked.text)
    if not any(map(str.strip, told)):
        message = "the text has no words: give a sentence"
        raise RefusedError(message)

    def known(sentence: str) -> Sentence:
        (one,) = checked(base.connection, [sentence], asked.claims)
        claims = [_resembled(base, claim, one) for claim in one.found]
        return Sentence(sentence=sentence, found=bool(claims), claims=claims)

    found = page(told, known, offset=asked.offset, limit=asked.limit)
    return Told(summary=_summary(found), data=Data(sentences=found))


def _resembled(base: Base, one: Resemblance, of: Checked) -> Resembled:
    row = fetched(base, "claim", str(one.claim["claim_id"])) or {}
    return Resembled.model_validate(
        {
            "claim": f"{row['id']}@{row['version']}",
            "wording": quote("claim", "wording", row),
            "resembles_by": list(one.words),
            "verdict": one.claim["verdict"] or NOT_YET,
            "certainty": one.claim["certainty"] or NOT_YET,
            "reason": quote("claim", "reason", row),
            "safe_wording": quote("claim", "safe-wording", row),
            "do_not_say": one.not_to_say,
            "measured": _measured(base, one),
            "numbers": [_held(one, number) for number in of.numbers],
            "gaps": [
                {"gap": gap["gap_id"], "kind": gap["kind"], "severity": gap["severity"]}
                for gap in one.gaps[:MOST]
            ],
            "n_studies": one.claim["n_studies"],
        }
    )


def _measured(base: Base, one: Resemblance) -> Measured | None:
    if one.measured is None or one.reach is None:
        return None
    finding = fetched(base, "finding", one.measured.record) or {}
    return Measured(
        reach=one.reach,
        finding=one.measured.record,
        study=one.measured.study,
        n=one.measured.n,
        citation=one.citation,
        place=place(finding["source"], finding["locator"]),
        estimate=quote("finding", "estimate", finding),
    )


def _held(one: Resemblance, number: Said) -> Held:
    return Held(said=number.text, against_measured=one.held_against(number))


def _summary(found: Page[Sentence]) -> str:
    fitting = sum(sentence.found for sentence in found.items)
    more = f"; for more ask with offset={found.next_offset}" if found.next_offset else ""
    rest = (
        ""
        if fitting == len(found.items)
        else " No claim here fits the rest: not known is not false."
    )
    return f"{fitting} of {len(found.items)} sentences resemble claims{more}.{rest}"
