"""The text of a knowledge base checked and built, for commands and programs alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb import rules
from kb.analysis.recipe_fault import faults
from kb.api.error import BuildError
from kb.corpus import Corpus, Tree, load
from kb.database import replacing
from kb.database.build import build
from kb.database.finish import Progress
from kb.database.place import BUILT
from kb.problems import Problem, render

TOLD = 20
"""Problems that an error tells."""


def load_and_check(
    root: Path,
    documents: Path | None = None,
    progress: Progress | None = None,
    tree: Tree | None = None,
) -> tuple[Corpus, list[Problem]]:
    """The corpus, and every problem that reading, the rules and recomputing find.

    Parameters
    ----------
    tree
        The text as it was read already; None: read it now.
    """
    tell = progress or (lambda _label, _done, _all: None)
    corpus, problems = load(root, documents, tell, tree)
    return corpus, sorted({*problems, *rules.run(corpus, tell), *_recomputed(corpus)})


def _recomputed(corpus: Corpus) -> Iterator[Problem]:
    """Recipes of findings that do not give what is written."""
    for fault in faults(corpus):
        place = corpus.studies[fault.study].place(*fault.path)
        yield Problem(place, fault.code, fault.message, fault.hint)


def built(root: Path) -> Path:
    """The built file of a folder, made now.

    Raises
    ------
    BuildError
        If the text has problems, or the disk refuses.
    """
    corpus, problems = load_and_check(root)
    if problems:
        more = f"\nand {len(problems) - TOLD} more" if len(problems) > TOLD else ""
        message = f"nothing was built:\n{render(problems[:TOLD])}{more}"
        raise BuildError(message)
    try:
        return build(corpus, root / BUILT).path
    except replacing.BuildError as error:
        raise BuildError(str(error), error.hint) from None
