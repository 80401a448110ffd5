"""What a statement tells of its source fits no single study that was located.

Year, population, form of the intervention or outcome differ, or two studies are told as one: a
reader who looks the study up finds something else.

Gap:    "a 2012 trial in nurses"; the trial that fits is of 2001, and in students
No gap: every such feature fits the one study, or is not known from what was read of it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.analysis import naming
from kb.analysis.expression import likely, located, studies_by_source
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.document import FeatureFile, StatementFile, TraceFile
from kb.schema.study import StudyFile
from kb.schema.unit import QuantityKind
from kb.schema.vocabulary import Match, Severity

IDENTIFYING = frozenset(
    {
        "author",
        "condition",
        "country",
        "date",
        "design",
        "intervention",
        "mode",
        "outcome",
        "participants",
        "population",
        "year",
    }
)
"""Words in the name of a feature that tells which study is meant; a dose left out does not."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a study that was located fits what a statement tells of it."""

    study: str
    is_likely: bool
    fits: set[str] = field(default_factory=set)
    misfits: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, feature: FeatureFile) -> None:
        """Count a feature that tells which study is meant; an unknown one says nothing."""
        name = feature.feature.casefold()
        if any(word in name for word in IDENTIFYING):
            if feature.match is Match.yes:
                self.fits.add(name)
            elif feature.match is Match.no:
                self.misfits[name] = (feature.said, feature.found or "something else")


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements of which each located study differs in a feature that identifies it."""
    reported = studies_by_source(corpus)
    for document, _, statement in corpus.statements():
        fits = [
            _fit(corpus, statement, trace, study)
            for trace in statement.traces
            if (study := located(corpus, trace, reported))
        ]
        if fits and all(fit.misfits for fit in fits):
            yield _gap(corpus, f"{document.id}.{statement.id}", fits)


def _fit(corpus: Corpus, statement: StatementFile, trace: TraceFile, study: StudyFile) -> Fit:
    fit = Fit(study.id, likely(trace))
    for feature in trace.features:
        fit.add(feature)
    told = _year(statement)
    latest = max((corpus.sources[report.source].year or 0 for report in study.reports), default=0)
    if "year" not in fit.fits and told and 0 < latest < told:
        fit.misfits.setdefault("year", (str(told), str(latest)))
    return fit


def _year(statement: StatementFile) -> int | None:
    """The year that a statement gives for a study: no report appears before the work is done."""
    dates = (item for item in statement.quantities if item.kind is QuantityKind.calendar_date)
    return next((int(item.value) for item in dates if item.unit == "a"), None)


def _gap(corpus: Corpus, statement: str, fits: list[Fit]) -> Gap:
    said = {name: told for fit in fits for name, (told, _) in fit.misfits.items()}
    found = [
        f"{naming.study(corpus, fit.study)}: "
        + ", ".join(f"{name} {found}" for name, (_, found) in fit.misfits.items())
        for fit in fits
    ]
    is_joint = len(fits) > 1 and said.keys() <= set[str]().union(*(fit.fits for fit in fits))
    together = naming.studies(corpus, (fit.study for fit in fits))
    return Gap(
        statement=statement,
        severity=Severity.major if any(fit.is_likely for fit in fits) else Severity.minor,
        said="; ".join(f"{name}: {told}" for name, told in said.items()),
        evidence_says="; ".join(found),
        explanation=(
            f"No single study that was located fits all of this, but {together} fit it together:"
            " they seem to be told as one study."
            if is_joint
            else "The nearest study that was located differs in this: either it is told otherwise"
            " than it was, or the statement rests on a study that was not located."
        ),
        records=tuple(dict.fromkeys(fit.study for fit in fits)),
    )
