"""What a reader has asked of the list of claims: kept in the address, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from datasette import Request

from kb.database.facet import FACETS, MEASURES, ORDERS
from kb.database.filters import WORDS, Fault, Filters, Names, parse

VIEWS = {"cards": "Cards", "table": "Table", "summary": "Summary to print"}
"""Ways to show claims, the usual one first."""
PAGE_SIZES = {"cards": 50, "table": 50, "summary": 100}
SORTS = {name: order.label for name, order in ORDERS.items()}
BEST = {"best": "best match"}
PARAMETERS = (
    *(WORDS, *FACETS, "sort", "view", "page"),
    *(f"{measure}_{part}" for measure in MEASURES for part in ("from", "to", "unit")),
)
"""What an address of the list may ask."""
UNITS = {
    "people": "",
    "min": "min",
    "wk": "weeks",
    "smd": "SD (standardised)",
    "ratio": "times (ratio)",
    "percent": "%",
}
"""Units of measures as they are chosen from; others are spelled as they are."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is chosen, in words, and the parameters of the address without it."""

    name: str
    label: str
    value: str | None
    without: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters, order, view and page; and what of the address makes no sense."""

    filters: Filters
    sort: str
    view: str = "cards"
    page: int = 1
    faults: tuple[Fault, ...] = ()

    @property
    def sorts(self) -> dict[str, str]:
        """The orders there are: by match only where there are words."""
        return {**BEST, **SORTS} if self.filters.words else SORTS

    @property
    def usual_sort(self) -> str:
        """The order that is not named in the address."""
        return next(iter(self.sorts))

    @property
    def order(self) -> str | None:
        """The order by name, or None for the best match first."""
        return None if self.sort in BEST else self.sort

    @property
    def size(self) -> int:
        """Claims on a page."""
        return PAGE_SIZES[self.view]

    def address(self, **changed: str | int | None) -> dict[str, object]:
        """Parameters of the address of this selection, some of them changed."""
        return {
            **self.filters.parameters(),
            "sort": None if self.sort == self.usual_sort else self.sort,
            "view": None if self.view == next(iter(VIEWS)) else self.view,
            **changed,
        }

    def with_filters(self, filters: Filters) -> dict[str, object]:
        """Parameters of the address of the same list with other filters."""
        other = replace(self, filters=filters)
        known = self.sort if self.sort in other.sorts else other.usual_sort
        return replace(other, sort=known).address()

    def toggled(self, facet: str, value: str) -> dict[str, object]:
        """Parameters of the address in which a value is chosen, or no longer."""
        return self.with_filters(self.filters.toggled(facet, value))

    def mended(self, fault: Fault, value: str) -> dict[str, object]:
        """Parameters of the address in which something near stands for what makes no sense."""
        if fault.parameter in FACETS:
            return self.toggled(fault.parameter, value)
        return self.address(**{fault.parameter: value})

    def chips(self) -> list[Chip]:
        """All that is chosen, each with the address without it."""
        found: list[Chip] = []
        for part in self.filters.parts:
            without = self.with_filters(self.filters.without(part))
            if part == WORDS:
                found.append(Chip(part, "words", self.filters.words, without))
            elif part in MEASURES:
                found.append(Chip(part, MEASURES[part].label.lower(), self.told(part), without))
            else:
                found += [
                    Chip(part, FACETS[part].label.lower(), value, self.toggled(part, value))
                    for value in self.filters.chosen[part]
                ]
        return found

    def told(self, measure: str) -> str:
        """A range in words: `from 20 to 30 min`."""
        asked = self.filters.ranges[measure]
        ends = (("from", asked.low), ("to", asked.high))
        words = [f"{end} {value:.15g}" for end, value in ends if value is not None]
        return " ".join([*words, UNITS.get(asked.unit, asked.unit)]).strip()


def selected(request: Request, names: Names) -> Selection:
    """The selection that a request's address holds, with what of it makes no sense."""
    given = {name: request.args.getlist(name) for name in request.args}
    filters, faults = parse(given, names)
    plain = Selection(filters, "")
    selection = replace(plain, sort=plain.usual_sort, page=page_number(request))
    sort = _known(request, "sort", selection.sorts, faults)
    view = _known(request, "view", VIEWS, faults)
    return replace(selection, sort=sort, view=view, faults=tuple(faults))


def strange(request: Request) -> Iterator[Fault]:
    """Parameters that mean nothing here; those that begin with `_` are Datasette's."""
    for name in request.args:
        if name not in PARAMETERS and not name.startswith("_"):
            near = tuple((one, one) for one in get_close_matches(name, PARAMETERS, 3))
            yield Fault(name, request.args[name], "there is no such filter", near)


def _known(request: Request, name: str, known: Mapping[str, str], faults: list[Fault]) -> str:
    """The word that an address gives for something, or the usual one."""
    usual = next(iter(known))
    word = request.args.get(name) or usual
    if word in known:
        return word
    near = tuple((value, known[value]) for value in get_close_matches(word, known, 3, 0.4) or known)
    faults.append(Fault(name, word, f"there is no {name} called “{word[:80]}”", near))
    return usual


def page_number(request: Request) -> int:
    """The page that an address asks for; 1 where it asks for none that could be."""
    written = request.args.get("page", "1")
    is_number = written.isascii() and written.isdigit() and len(written) < 7  # noqa: PLR2004 - a million pages
    return max(1, int(written)) if is_number else 1
