"""One value a facet, chosen by the address: for lists that are short enough for chips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from datasette import Request

from kb.site.facet import by_name
from kb.site.site import Row


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


def narrowed(request: Request, *facets: str) -> Narrowing:
    """What a request's address chooses."""
    return Narrowing({facet: request.args.get(facet) or None for facet in facets})
