"""A strip that shows where in a document its claims, gaps and advice stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.schema.amount import span
from kb.schema.vocabulary import Severity, StatementKind, VerdictRating
from kb.schema.wording import said
from kb.site.document.part import Part
from kb.site.document.passage import anchor
from kb.site.listing.tally import UNASSESSED
from kb.site.site import Row

WIDTH = 1000
LEAST = 2.4
"""Narrowest mark, so that a short statement is still seen."""
GAP = 0.8
"""What is left free between marks."""
MOST = 150
"""Marks of one lane; in a longer document neighbours share one."""
ADVISING = frozenset(
    {
        StatementKind.recommendation,
        StatementKind.instruction,
        StatementKind.protocol_step,
        StatementKind.dose,
        StatementKind.equipment,
    }
)
WARNING = frozenset({StatementKind.caution, StatementKind.risk, StatementKind.suitability})
TONES = (
    VerdictRating.contradicted,
    VerdictRating.mostly_unsupported,
    VerdictRating.no_evidence_located,
    VerdictRating.mixed,
    VerdictRating.not_checkable,
    VerdictRating.mostly_supported,
    VerdictRating.supported,
    UNASSESSED,
    *reversed(Severity),
    "warns",
    "advises",
)
"""Words in the order in which one of several colours a mark: what is least borne out first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement, or neighbours of one tone, in the strip's own units."""

    x: float
    width: float
    tone: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane each for claims, gaps and advice, and a tick for each heading."""

    lanes: dict[str, list[Mark]]
    ticks: list[Mark]
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that stands in a lane."""

    part: Part
    row: Row
    tone: str
    label: str


Telling = Callable[[Row], tuple[str, str] | None]
"""The tone of a statement in a lane, and words for it; None where it is not in the lane."""


def strip(parts: Sequence[Part], characters: int) -> Strip:
    """The strip of a document of so many characters."""
    scale = WIDTH / max(characters, 1)
    tellings: dict[str, Telling] = {"claims": _claims, "gaps": _gaps, "advice": _advice}
    lanes = {name: _lane(parts, telling, scale) for name, telling in tellings.items()}
    return Strip({name: marks for name, marks in lanes.items() if marks}, _ticks(parts, scale))


def _ticks(parts: Sequence[Part], scale: float) -> list[Mark]:
    found = [
        (part, row)
        for part in parts
        for row in part.statements
        if row["is_first"] and row["heading"]
    ]
    share = -(-len(found) // MOST) or 1
    return [
        Mark(
            x=round(row["heading_start"] * scale, 1),
            width=0,
            tone="",
            label=row["heading"],
            href=f"?part={part.number}#h-{row['heading_position']}",
        )
        for part, row in found[::share]
    ]


def _lane(parts: Sequence[Part], telling: Telling, scale: float) -> list[Mark]:
    """The marks of a lane: neighbours of one tone share one, and more do in a long document."""
    runs = _runs(parts, telling)
    share = -(-len(runs) // MOST) or 1
    joined = (runs[at : at + share] for at in range(0, len(runs), share))
    return [_mark([one for run in some for one in run], scale) for some in joined]


def _runs(parts: Sequence[Part], telling: Telling) -> list[list[Told]]:
    """Statements of a lane that follow one another in a part and have one tone."""
    runs: list[list[Told]] = []
    for part in parts:
        last = None
        for row in part.statements:
            tone, label = telling(row) or (None, "")
            if tone:
                if tone != last:
                    runs.append([])
                runs[-1].append(Told(part, row, tone, label))
            last = tone
    return runs


def _mark(some: Sequence[Told], scale: float) -> Mark:
    first = some[0]
    worst = min((one.tone for one in some), key=TONES.index)
    start, last = first.row["char_start"], max(one.row["char_end"] for one in some)
    label = next(one.label for one in some if one.tone == worst)
    positions = span(first.row["position"], some[-1].row["position"])
    return Mark(
        x=round(start * scale, 1),
        width=max(round((last - start) * scale - GAP, 1), LEAST),
        tone=worst,
        label=f"{positions}: {label}",
        href=f"?part={first.part.number}#{anchor(first.row['statement_id'])}",
    )


def _claims(row: Row) -> tuple[str, str] | None:
    verdicts: list[str] = row["verdicts"]
    if not verdicts:
        return None
    worst = min(verdicts, key=TONES.index)
    return worst, said(worst, "verdict")


def _gaps(row: Row) -> tuple[str, str] | None:
    worst = next((severity for severity in reversed(Severity) if row[severity]), None)
    return (worst, said(worst, "severity")) if worst else None


def _advice(row: Row) -> tuple[str, str] | None:
    if row["kind"] in WARNING:
        return "warns", "warns"
    return ("advises", "advises") if row["kind"] in ADVISING else None
