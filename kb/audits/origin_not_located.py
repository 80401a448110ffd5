"""A statement leans on a source that a recorded search did not find.

Without the source nobody can see who was studied, how, and with what result; a number that nobody
can find again is no evidence, however exact it looks.

Gap:    "one old study found 40 % more", searched in two indexes, nothing that fits
No gap: the same words, and a trial that fits them, inferred as probable
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import naming
from kb.analysis.expression import likely
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.document import StatementFile, TraceFile
from kb.schema.vocabulary import Basis, QuantityRole, Severity

NUMBERS = frozenset(
    {
        QuantityRole.arm_value,
        QuantityRole.contrast,
        QuantityRole.upper_bound,
        QuantityRole.lower_bound,
    }
)
"""Roles of a number that tells a result, unlike a dose or a date."""
ELSEWHERE = " The claim may still be true on other evidence; see there."


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements with a search that failed, and no likely source beside it."""
    for document, _, statement in corpus.statements():
        failed = [trace for trace in statement.traces if trace.basis is Basis.not_located]
        if failed and not any(map(likely, statement.traces)):
            has_number = any(quantity.role in NUMBERS for quantity in statement.quantities)
            yield Gap(
                statement=f"{document.id}.{statement.id}",
                severity=_severity(statement, has_number=has_number),
                said=_said(statement),
                evidence_says=_searched(failed),
                explanation=(
                    f"No source was located for {'this number' if has_number else 'this'}, so it"
                    f" cannot be checked.{ELSEWHERE if statement.claims else ''}"
                ),
            )


def _severity(statement: StatementFile, *, has_number: bool) -> Severity:
    """A number is the worst; where no claim is made, nothing rests on the source."""
    if has_number:
        return Severity.major
    return Severity.minor if statement.claims else Severity.info


def _said(statement: StatementFile) -> str:
    credit = statement.attribution_words
    return f"{f'“{credit}”: ' if credit else ''}{naming.statement(statement)}"


def _searched(traces: list[TraceFile]) -> str:
    """Why nothing was found and where it was looked for, as recorded."""
    reasons = [trace.reason for trace in traces if trace.reason]
    places = [search.searched for trace in traces for search in trace.searched]
    looked = f"Searched without result: {naming.listed(places)}." if places else ""
    return " ".join(filter(None, [*reasons, looked])) or "Not located."
