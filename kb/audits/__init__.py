"""The distance between what documents say and what is known: one file an audit.

An audit is a module here, found by being there. Its name is the kind of its gaps, with underscores
for hyphens; its docstring explains the kind, and its `audit` finds it. Gaps are knowledge and no
errors: they never fail a build. An audit computes from what curators wrote and never from what they
did not: where a fact is missing, there is no gap. What a sentence carries as a whole is told once,
and not again of each of its clauses.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from importlib import import_module
from types import ModuleType

from kb.analysis import nesting
from kb.analysis.gap import Gap
from kb.analysis.reach import Reach
from kb.corpus import Corpus

__all__ = ["Gap", "explanations", "run"]


def run(corpus: Corpus, reaches: Collection[Reach] = frozenset(Reach)) -> list[Gap]:
    """Every gap of a corpus without problems, audit by audit, each with its kind and id.

    Parameters
    ----------
    reaches
        Only audits that look so far are run: for a corpus that is part of a larger one.
    """
    audits = (audit for audit in _audits() if getattr(audit, "REACH", Reach.document) in reaches)
    found = (replace(gap, kind=_kind(audit)) for audit in audits for gap in audit.audit(corpus))
    return list(_numbered(nesting.outermost(corpus, found)))


def explanations() -> dict[str, str]:
    """Each kind of gap: what it means, why it matters, and an example."""
    return {_kind(audit): inspect.cleandoc(audit.__doc__ or "") for audit in _audits()}


def _numbered(gaps: Iterator[Gap]) -> Iterator[Gap]:
    """Gaps with their ids: kind and subject, from the second of the same on with a number."""
    counts: Counter[str] = Counter()
    for gap in gaps:
        name = f"{gap.kind}.{gap.subject}"
        counts[name] += 1
        yield replace(gap, id=name if counts[name] == 1 else f"{name}.{counts[name]}")


def _audits() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        yield import_module(module.name)


def _kind(audit: ModuleType) -> str:
    return audit.__name__.rpartition(".")[2].replace("_", "-")
