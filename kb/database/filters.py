"""Which claims are asked for: words, values of facets, ranges of measures; read, checked, as SQL.

Pages, exports and programs ask in the same words: `population`, `verdict`, `speed_from`.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kb.database.facet import FACETS, MEASURES, Facet

WORDS = "q"
"""Name of the words that are looked for."""
MOST_CHOSEN = 50
"""Values of one facet that are looked at."""
LONGEST = 500
"""Characters of the words, or of a value, that are looked at."""
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Range:
    """From, to, or both, in a unit of the measure."""

    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked; a claim must meet all of it, and of one facet any of the values."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)

    @property
    def parts(self) -> list[str]:
        """Names of all that is asked, in the order in which it is shown."""
        words = [WORDS] if self.words else []
        return [*words, *(name for name in (*FACETS, *MEASURES) if self.has(name))]

    def has(self, name: str) -> bool:
        """Whether a facet or measure is asked about."""
        return name in self.chosen or name in self.ranges

    def without(self, part: str) -> Filters:
        """All of it but one facet, measure, or the words."""
        return Filters(
            "" if part == WORDS else self.words,
            {name: values for name, values in self.chosen.items() if name != part},
            {name: asked for name, asked in self.ranges.items() if name != part},
        )

    def toggled(self, facet: str, value: str) -> Filters:
        """The same with a value more, or less where it is chosen."""
        values = tuple(sorted({value} ^ set(self.chosen.get(facet, ()))))
        rest = self.without(facet)
        return Filters(
            self.words, {**rest.chosen, facet: values} if values else rest.chosen, self.ranges
        )

    def parameters(self) -> dict[str, list[str]]:
        """How it is written in an address, always in the same order."""
        written: dict[str, list[str]] = {WORDS: [self.words]} if self.words else {}
        written |= {name: list(self.chosen[name]) for name in FACETS if name in self.chosen}
        for name in MEASURES:
            if asked := self.ranges.get(name):
                ends = {"from": asked.low, "to": asked.high}
                written |= {
                    f"{name}_{end}": [f"{value:.15g}"]
                    for end, value in ends.items()
                    if value is not None
                }
                if asked.unit != next(iter(MEASURES[name].sizes)):
                    written[f"{name}_unit"] = [asked.unit]
        return written


@dataclass(frozen=True, slots=True)
class Fault:
    """Something asked that makes no sense, and what may have been meant: values with labels."""

    parameter: str
    value: str
    message: str
    near: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """All of it in a sentence, for programs."""
        near = ", ".join(f"`{value}`" for value, _ in self.near)
        return f"{self.parameter}: {self.message}" + (f"; there is {near}" if near else "")


class Names:
    """The values that facets have, with their labels; found by label and synonym too."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.labels: dict[str, dict[str, str]] = {}
        self._values: dict[str, dict[str, str]] = {}
        for name, facet in FACETS.items():
            found = list(_named(connection, facet))
            self.labels[name] = {value: label for value, label, _ in found}
            also = {_folded(other): value for value, _, others in found for other in others}
            known = {_folded(label): value for value, label, _ in found}
            self._values[name] = also | known | {value: value for value in self.labels[name]}

    def value(self, facet: str, written: str) -> str | None:
        """The value that is meant by its id, label or a synonym."""
        known = self._values[facet]
        return known.get(written) or known.get(_folded(written))

    def near(self, facet: str, written: str) -> tuple[tuple[str, str], ...]:
        """The values most like what was written, with their labels."""
        known = self._values[facet]
        like = get_close_matches(_folded(written), known, 8)
        values = dict.fromkeys(known[word] for word in like)
        return tuple((value, self.labels[facet][value]) for value in list(values)[:4])


def _named(
    connection: sqlite3.Connection, facet: Facet
) -> Iterator[tuple[str, str, Sequence[str]]]:
    if facet.names is None:
        yield from ((word, word.replace("_", " "), ()) for word in facet.words)
    else:
        for value, label, synonyms in connection.execute(facet.names):
            yield value, label, json.loads(synonyms)


def _folded(words: str) -> str:
    """Words as they are compared: `Plant-height` is `plant height`."""
    return " ".join(words.casefold().replace("-", " ").split())


def parse(given: Mapping[str, Sequence[str]], names: Names) -> tuple[Filters, list[Fault]]:
    """What is asked by names and values as they are written, and what of it makes no sense.

    Names that are no filter are passed over: whoever takes others must look at them.
    """
    faults: list[Fault] = []
    words = next(iter(given.get(WORDS, ())), "").strip()[:LONGEST]
    chosen = {name: _chosen(name, given.get(name, ()), names, faults) for name in FACETS}
    ranges = {name: _range(name, given, faults) for name in MEASURES}
    asked = Filters(
        words,
        {name: values for name, values in chosen.items() if values},
        {name: each for name, each in ranges.items() if each},
    )
    return asked, faults


def _chosen(
    facet: str, written: Iterable[str], names: Names, faults: list[Fault]
) -> tuple[str, ...]:
    found = set()
    for word in [word.strip()[:LONGEST] for word in written if word.strip()][:MOST_CHOSEN]:
        value = names.value(facet, word)
        if value is None:
            message = f"no {FACETS[facet].label.lower()} is called “{word}”"
            faults.append(Fault(facet, word, message, names.near(facet, word)))
        else:
            found.add(value)
    return tuple(sorted(found))


def _range(measure: str, given: Mapping[str, Sequence[str]], faults: list[Fault]) -> Range | None:
    low, high = (_end(f"{measure}_{end}", given, faults) for end in ("from", "to"))
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        message = f"from {low:.15g} to {high:.15g} is no range: the first number is the larger"
        faults.append(Fault(f"{measure}_to", f"{high:.15g}", message))
        return None
    sizes = MEASURES[measure].sizes
    parameter = f"{measure}_unit"
    unit = next(iter(given.get(parameter, ())), "") or next(iter(sizes))
    if unit in sizes:
        return Range(low, high, unit)
    message = f"“{unit[:LONGEST]}” is no unit for this"
    faults.append(Fault(parameter, unit[:LONGEST], message, tuple((one, one) for one in sizes)))
    return None


def _end(parameter: str, given: Mapping[str, Sequence[str]], faults: list[Fault]) -> float | None:
    written = next(iter(given.get(parameter, ())), "").strip()[:LONGEST]
    if not written:
        return None
    if _NUMBER.fullmatch(written.replace(_MINUS, "-")):
        return float(written.replace(_MINUS, "-"))
    faults.append(Fault(parameter, written, f"“{written}” is no number: write it as 12 or 0.5"))
    return None


def bounds(measure: str, asked: Range) -> tuple[float, float]:
    """Both ends of a range in the unit of the measure's query; of an open one, infinity."""
    size = MEASURES[measure].sizes[asked.unit]
    low = float("-inf") if asked.low is None else asked.low * size
    high = float("inf") if asked.high is None else asked.high * size
    return low, high


def where(filters: Filters, expression: str | None = None) -> tuple[str, dict[str, object]]:
    """A condition on `c`, a row of `claim`, and its parameters.

    Parameters
    ----------
    filters
        What is asked, but for the words.
    expression
        An FTS5 query for the words, of `kb.database.search.expressions`.
    """
    conditions, parameters = ["1"], dict[str, object]()
    if expression is not None:
        conditions.append("c.rowid in (select rowid from claim_fts where claim_fts match :words)")
        parameters["words"] = expression
    for name, values in filters.chosen.items():
        conditions.append(
            f"c.rowid in (select claim from ({FACETS[name].pairs})"  # noqa: S608 - kb's own
            f" where value in (select value from json_each(:{name})))"
        )
        parameters[name] = json.dumps(values)
    for name, asked in filters.ranges.items():
        conditions.append(
            f"c.rowid in (select claim from ({MEASURES[name].ranges[asked.unit]})"  # noqa: S608
            f" where high >= :{name}_low and low <= :{name}_high)"
        )
        parameters[f"{name}_low"], parameters[f"{name}_high"] = bounds(name, asked)
    return " and ".join(conditions), parameters
