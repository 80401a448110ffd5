"""A text held against the claims, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kb.database.text_check import checked, parts

if TYPE_CHECKING:
    from kb.api.base import Base
    from kb.api.records.claim import Claim, Gap
    from kb.database import resemblance, sentence


class Resembling(NamedTuple):
    """A claim that a sentence resembles.

    Parameters
    ----------
    share
        How much of the sentence's weight the claim has, from 0 to 1, and more with its numbers.
    words
        The words that both have.
    measured
        The change of the comparable finding that reaches farthest, as `+48.4 %`; None if there is
        none.
    citation
        The source of that finding.
    beyond_measured
        Numbers of the sentence that reach farther than all that was measured.
    do_not_say
        Wordings that the verdict warns of.
    """

    claim: Claim
    share: float
    words: tuple[str, ...]
    measured: str | None
    citation: str | None
    beyond_measured: tuple[str, ...]
    do_not_say: tuple[str, ...]

    @property
    def gaps(self) -> list[Gap]:
        """The gaps of the claim."""
        return list(self.claim.gaps)


class Checked(NamedTuple):
    """A sentence with its numbers, and what it resembles, the likest first."""

    sentence: str
    numbers: tuple[str, ...]
    found: tuple[Resembling, ...]


def check(base: Base, text: str, limit: int) -> list[Checked]:
    """The sentences of a text, each with the claims that it resembles."""
    with base.apart() as connection:
        told = checked(connection, parts(text), limit)
    return [
        Checked(
            one.sentence,
            tuple(number.text for number in one.numbers),
            tuple(_resembling(base, each, one.numbers) for each in one.found),
        )
        for one in told
    ]


def _resembling(
    base: Base, one: resemblance.Resemblance, numbers: list[sentence.Said]
) -> Resembling:
    return Resembling(
        claim=base.claim(str(one.claim["claim_id"])),
        share=round(one.share, 3),
        words=one.words,
        measured=one.reach,
        citation=one.citation,
        beyond_measured=tuple(number.text for number in numbers if one.is_beyond(number)),
        do_not_say=tuple(one.not_to_say),
    )
