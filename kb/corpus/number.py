"""The numbers of the corpus with their owners: quantities of statements, ranges of doses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kb.corpus.record import Corpus, FieldPath, Record
from kb.problems import Place
from kb.schema.document import DocumentFile, StatementFile
from kb.schema.guidance import ProtocolFile
from kb.schema.quantity import DOSE_KINDS, DoseFile, QuantityFile, RangeFile
from kb.schema.unit import QuantityKind


@dataclass(frozen=True, slots=True)
class GivenQuantity:
    """A quantity, its statement and its document."""

    document: Record[DocumentFile]
    statement: StatementFile
    quantity: QuantityFile
    path: FieldPath

    def place(self, *path: str | int) -> Place:
        """Where a field of the quantity stands."""
        return self.document.place(*self.path, *path)


@dataclass(frozen=True, slots=True)
class DoseRange:
    """One range of a dose and the kind of quantity that it holds."""

    record: Record[Any]
    range: RangeFile
    kind: QuantityKind
    path: FieldPath

    def place(self, *path: str | int) -> Place:
        """Where a field of the range stands."""
        return self.record.place(*self.path, *path)


@lru_cache(maxsize=1)  # several rules ask
def quantities(corpus: Corpus) -> Sequence[GivenQuantity]:
    """Every quantity of every statement."""
    return tuple(_quantities(corpus))


def _quantities(corpus: Corpus) -> Iterator[GivenQuantity]:
    for document, index, statement in corpus.statements():
        for number, quantity in enumerate(statement.quantities):
            path = ("statements", index, "quantities", number)
            yield GivenQuantity(document, statement, quantity, path)


def dose_ranges(corpus: Corpus) -> Iterator[DoseRange]:
    """Every range of every dose, advised or studied."""
    for record, dose, path in _doses(corpus):
        for name, kind in DOSE_KINDS.items():
            value: RangeFile | None = getattr(dose, name)
            if value is not None:
                yield DoseRange(record, value, kind, (*path, name))


def _doses(corpus: Corpus) -> Iterator[tuple[Record[Any], DoseFile, FieldPath]]:
    for guidance in corpus.guidance.values():
        if guidance.value.dose:
            yield guidance, guidance.value.dose, ("dose",)
        if isinstance(guidance.value, ProtocolFile):
            for index, step in enumerate(guidance.value.steps):
                for number, dose in enumerate(step.doses):
                    yield guidance, dose, ("steps", index, "doses", number)
    for study in corpus.studies.values():
        for index, arm in enumerate(study.value.arms):
            if arm.dose:
                yield study, arm.dose, ("arms", index, "dose")
