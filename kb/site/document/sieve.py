"""Which of a document's statements a reader asks for: kept in the address, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from datasette import Request

from kb.schema.vocabulary import Severity, StatementKind
from kb.schema.wording import words
from kb.site.listing.tally import UNASSESSED
from kb.site.site import Row

ONLY: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "gaps": ("with gaps", lambda row: any(row[severity] for severity in Severity)),
    "major": ("with a major gap", lambda row: bool(row[Severity.major])),
    "judged": (
        "with a judged claim",
        lambda row: any(verdict != UNASSESSED for verdict in row["verdicts"]),
    ),
    "credited": ("credited to studies or a source", lambda row: bool(row["bases"])),
}
"""What statements may be asked to have, with its name on the page."""
LONGEST = 80
"""Characters of a value that makes no sense that are told again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be added to what is asked, or taken away."""

    value: str
    label: str
    n: int
    is_chosen: bool
    address: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Kinds, of which any will do, and demands, all of which must be met."""

    kinds: tuple[str, ...]
    demands: tuple[str, ...]

    def address(self) -> dict[str, object]:
        """Parameters of the address that asks for the same."""
        return {"kind": self.kinds, "only": self.demands}

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The statements that are asked for."""
        return [
            row
            for row in rows
            if (not self.kinds or row["kind"] in self.kinds)
            and all(ONLY[demand][1](row) for demand in self.demands)
        ]

    def choices(self, rows: Sequence[Row]) -> list[tuple[str, list[Choice]]]:
        """Kinds and demands, with how many statements each would show beside what is asked."""
        by_kind = Sieve((), self.demands).of(rows)
        kinds = [
            Choice(kind, words(kind), n, kind in self.kinds, self._toggled("kinds", kind))
            for kind in StatementKind
            if (n := sum(row["kind"] == kind for row in by_kind)) or kind in self.kinds
        ]
        demands = [
            Choice(word, name, n, word in self.demands, self._toggled("demands", word))
            for word, (name, _) in ONLY.items()
            if (n := len(Sieve(self.kinds, (word, *self.demands)).of(rows))) or word in self.demands
        ]
        found = (("Kind", sorted(kinds, key=lambda one: -one.n)), ("Only", demands))
        return [(name, some) for name, some in found if some]

    def _toggled(self, field: str, value: str) -> dict[str, object]:
        old: tuple[str, ...] = getattr(self, field)
        new = set(old) ^ {value}
        kinds, demands = (new, self.demands) if field == "kinds" else (self.kinds, new)
        return _canonical(kinds, demands).address()


def sieve(request: Request) -> tuple[Sieve, list[str]]:
    """What an address asks for, and what of it cannot be understood."""
    problems: list[str] = []
    found = _canonical(
        _known(request, "kind", tuple(StatementKind), problems),
        _known(request, "only", tuple(ONLY), problems),
    )
    return found, problems


def _known(
    request: Request, name: str, known: Sequence[str], problems: list[str]
) -> tuple[str, ...]:
    asked = [value for value in request.args.getlist(name) if value]
    strange = sorted({value for value in asked if value not in known})
    problems += [unknown(name, value, known) for value in strange[:3]]
    return tuple(value for value in asked if value in known)


def unknown(name: str, value: str, known: Sequence[str]) -> str:
    """What is told of a parameter whose value there is not: what may have been meant."""
    near = get_close_matches(value[:LONGEST], known, 1)
    hint = f"did you mean `{near[0]}`?" if near else f"it may be {', '.join(known)}"
    return f"`{name}` has no value `{value[:LONGEST]}`; {hint}"


def _canonical(kinds: Iterable[str], demands: Iterable[str]) -> Sieve:
    """The same in the vocabulary's own order."""
    chosen, asked = set(kinds), set(demands)
    return Sieve(
        tuple(str(kind) for kind in StatementKind if kind in chosen),
        tuple(word for word in ONLY if word in asked),
    )
