"""The filters of claims: those of the site and the exports, by the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Never, TypeAlias, TypedDict

from kb.api.chooser import Chooser, Some
from kb.api.results import Results

if TYPE_CHECKING:
    from kb.api import words as word
    from kb.api.records.claim import Claim

NotYet: TypeAlias = Literal["not_yet_assessed"]
"""What stands for a verdict or certainty that nobody has given."""
Reach: TypeAlias = (
    float | str | tuple[float | None, float | None] | tuple[float | None, float | None, str]
)
"""A number, `">=12"`, or a range `(low, high)` or `(low, high, unit)`; None is an open end."""


Order: TypeAlias = Literal["said", "certainty", "verdict", "studies", "severity", "newest", "name"]


class Asked(TypedDict, total=False):
    """The filters of claims where they are passed on: those of `claims`, and ids of records."""

    population: Some[str] | None
    outcome: Some[str] | None
    intervention: Some[str] | None
    verdict: Some[word.VerdictRating | word.VerdictRatingDegree | NotYet] | None
    certainty: Some[word.Certainty | word.CertaintyDegree | NotYet] | None
    direction: Some[word.ClaimDirection] | None
    gap: Some[str] | None
    document: Some[str] | None
    kind: Some[word.ClaimKind] | None
    status: Some[word.ClaimStatus] | None
    text: str | None
    n: Reach | None
    effect: Reach | None
    session: Reach | None
    weeks: Reach | None
    speed: Reach | None
    claim: Some[str] | None
    study: Some[str] | None


class ClaimFilters(Chooser):
    """Claims of a knowledge base, by what they are about and what is known of them."""

    def claims(  # noqa: PLR0913 - as many as the site has
        self,
        *,
        population: Some[str] | None = None,
        outcome: Some[str] | None = None,
        intervention: Some[str] | None = None,
        verdict: Some[word.VerdictRating | word.VerdictRatingDegree | NotYet] | None = None,
        certainty: Some[word.Certainty | word.CertaintyDegree | NotYet] | None = None,
        direction: Some[word.ClaimDirection] | None = None,
        gap: Some[str] | None = None,
        document: Some[str] | None = None,
        kind: Some[word.ClaimKind] | None = None,
        status: Some[word.ClaimStatus] | None = None,
        text: str | None = None,
        n: Reach | None = None,
        effect: Reach | None = None,
        session: Reach | None = None,
        weeks: Reach | None = None,
        speed: Reach | None = None,
        limit: int | None = None,
        order: Order | None = None,
        **others: Never,
    ) -> Results[Claim]:
        """Claims that meet all filters, by id, those found by words best first.

        Terms are meant by id, label or synonym, and include narrower ones. Ranges hold of any
        study behind a claim: people analysed, effect (`smd`, `ratio`, `percent`), minutes of a
        session, weeks, and speed (`m/s`, `km/h`, `mph`), as `speed=(3, None, "km/h")`.

        Examples
        --------
        >>> base.claims(certainty=">=low", order="studies").ids
        ['wrist-pain']
        """
        from kb.api import claims  # noqa: PLC0415 - 20 ms that only questions need

        return claims.chosen(self.whole, locals())

    def claim(self, claim_id: str) -> Claim:
        """The claim of an id; an error names those most like an unknown one."""
        found: Claim = self._record("claims", claim_id)
        return found
