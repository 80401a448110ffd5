"""One value a facet, chosen by the address: for lists that are short enough for chips."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from datasette import Request

from kb.site.listing.facet import by_name
from kb.site.site import Row

NEAR = 3
"""Values that are offered in place of one that there is not."""
LONGEST = 500
"""Characters of a value that are looked at: every link of a page repeats what is chosen."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A chosen value that no record has, and those that may have been meant."""

    facet: str
    value: str
    near: list[str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The chosen value of each facet, or None for any."""

    chosen: dict[str, str | None]

    def having(self, facet: str, value: str | None) -> dict[str, str | None]:
        """Parameters of the address in which a facet has a value; the one it has is taken away."""
        return {**self.chosen, facet: None if value == self.chosen[facet] else value}

    def facets(self, rows: Iterable[Row]) -> dict[str, list[Row]]:
        """The values of each facet, in the order of the facets, from rows sorted by facet."""
        found = by_name(rows)
        return {facet: found[facet] for facet in self.chosen if facet in found}

    def unknown(self, known: Mapping[str, Collection[str]]) -> list[Unknown]:
        """What is chosen and is not among the values that there are."""
        return [
            Unknown(facet, value, get_close_matches(value, known[facet], NEAR))
            for facet, value in self.chosen.items()
            if value and value not in known[facet]
        ]


def narrowed(request: Request, *facets: str) -> Narrowing:
    """What a request's address chooses."""
    return Narrowing({facet: request.args.get(facet, "")[:LONGEST] or None for facet in facets})
