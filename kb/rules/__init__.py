"""What a curator can get wrong though each file is well formed: one file a rule.

A rule is a module here, found by being there. Its name is its problem's code, with underscores for
hyphens; its docstring explains the problem, and its `check` finds it.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

from kb.corpus import Corpus, uncollected
from kb.corpus.explain import explanations as of_loading
from kb.corpus.explain import joined
from kb.problems import Problem


def run(
    corpus: Corpus,
    progress: Callable[[str, int, int], None] = lambda _label, _done, _all: None,
) -> list[Problem]:
    """Everything that the rules find, sorted by place; progress is told after each rule."""
    rules = list(_rules())
    found: set[Problem] = set()
    with uncollected():
        for done, rule in enumerate(rules, 1):
            found.update(rule.check(corpus))
            progress("rules", done, len(rules))
    return sorted(found)


def explanations() -> dict[str, str]:
    """Each code that kb can print, of loading and of rules: what it means, with an example."""
    found = of_loading()
    for rule in _rules():
        code = rule.__name__.rpartition(".")[2].replace("_", "-")
        texts = [*filter(None, [found.get(code)]), inspect.cleandoc(rule.__doc__ or "")]
        found[code] = joined(texts)
    return dict(sorted(found.items()))


def _rules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        yield import_module(module.name)
