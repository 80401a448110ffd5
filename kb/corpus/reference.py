"""Mentions of one record in another: where each stands, what it names, and which name nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from kb.corpus.record import Corpus, FieldPath, Record
from kb.problems import Place, Problem

MENTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "claim": {
        "document": ("statements.*.claims.*.claim",),
        "claim": ("relations.*.claim", "merged_into"),
        "guidance": ("claims.*", "undoes.*.claim"),
    },
    "study": {
        "document": ("statements.*.traces.*.study",),
        "claim": ("evidence.*.study",),
        "study": ("includes.*",),
        "guidance": ("undoes.*.study",),
    },
    "source": {
        "kb": ("background.*",),
        "document": ("source", "statements.*.traces.*.source"),
        "study": ("reports.*.source", "findings.*.place", "appraisals.*.place"),
    },
    "guidance": {"guidance": ("relations.*.guidance", "controls.*")},
    "statement": {
        "guidance": ("statements.*", "steps.*.statements.*", "progression.*.statements.*")
    },
    "term": {
        "term": ("broader.*", "measures"),
        "claim": ("population", "intervention", "comparator", "outcome", "body_parts.*"),
        "study": ("population", "arms.*.intervention", "findings.*.outcome", "findings.*.measure"),
        "guidance": ("population", "intervention", "equipment", "steps.*.equipment.*"),
    },
}
"""Kind of record mentioned: kind of record that mentions it: the fields; `*` is every item."""

MOST_SUGGESTIONS = 20
"""After so many unknown names nothing similar is looked for, to bound the work."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a record in another; of a source, its key without the locator."""

    record: Record[Any]
    path: FieldPath
    id: str

    @property
    def place(self) -> Place:
        """Where the name stands."""
        return self.record.place(*self.path)

    @property
    def field(self) -> str:
        """The field that holds the name, or the list of names."""
        return str(next(step for step in reversed(self.path) if isinstance(step, str)))


@lru_cache(len(MENTIONS))  # several rules ask for the same
def references(corpus: Corpus, target: str) -> Sequence[Reference]:
    """Every mention of a kind of record, record by record in the order of their files."""
    return tuple(_references(corpus, target))


def _references(corpus: Corpus, target: str) -> Iterator[Reference]:
    for owner, fields in MENTIONS[target].items():
        for record in records(corpus, owner):
            for field in fields:
                for path, name in _find(record.value, field):
                    yield Reference(record, path, name.partition("[")[0])


def mentions(value: object, owner: str, target: str) -> set[str]:
    """The ids of a kind of record that a record of another kind, the owner, names."""
    return {name for field in MENTIONS[target][owner] for _, name in _find(value, field)}


def records(corpus: Corpus, kind: str) -> Collection[Record[Any]]:
    """The loaded records of one kind."""
    kinds: Mapping[str, Collection[Record[Any]]] = {
        "kb": [corpus.kb] if corpus.kb else [],
        "document": corpus.documents.values(),
        "claim": corpus.claims.values(),
        "study": corpus.studies.values(),
        "guidance": corpus.guidance.values(),
        "term": corpus.terms.values(),
    }
    return kinds[kind]


def is_whole(corpus: Corpus) -> bool:
    """Whether every file could be read: else what nothing seems to use may yet be used."""
    read = {
        "kb": {"kb"} if corpus.kb else set(),
        "document": corpus.documents.keys(),
        "claim": corpus.claims.keys(),
        "study": corpus.studies.keys(),
        "guidance": corpus.guidance.keys(),
        "terms": corpus.term_files.keys(),
    }
    return all(corpus.names[kind] <= ids for kind, ids in read.items())


def known(corpus: Corpus, target: str) -> frozenset[str] | None:
    """The ids of one kind of record; None where a broken file hides some of them."""
    if target == "term" and not corpus.names["terms"] <= corpus.term_files.keys():
        return None
    return corpus.names.get(target)


def mentioned(corpus: Corpus, target: str) -> set[str]:
    """The ids that anything names, or that it likely meant where it names nothing."""
    names = {mention.id for mention in references(corpus, target)}
    existing = known(corpus, target) or frozenset()
    guesses = Guesses(existing)
    return names | {guesses.likeliest(name) for name in sorted(names - existing)}


def unknown(corpus: Corpus, target: str) -> Iterator[Problem]:
    """A problem for each mention of a record that does not exist."""
    names = known(corpus, target)
    if names is None:
        return
    guesses = Guesses(names)
    for mention in references(corpus, target):
        if mention.id not in names:
            message = f"no {target} `{mention.id}`"
            yield Problem(mention.place, f"unknown-{target}", message, guesses.hint(mention.id))


class Guesses:
    """The names likely meant by names that do not exist, each looked for once."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        self.found: dict[str, str] = {}

    def likeliest(self, name: str) -> str:
        """The likeliest name; empty when none is near."""
        if name not in self.found:
            is_enough = len(self.found) >= MOST_SUGGESTIONS
            near = [] if is_enough else get_close_matches(name, self.names, 1)
            self.found[name] = near[0] if near else ""
        return self.found[name]

    def hint(self, name: str) -> str:
        """The hint for a problem with the name."""
        near = self.likeliest(name)
        return f"did you mean `{near}`?" if near else "correct the name, or add what it names"


def _find(value: object, field: str) -> list[tuple[FieldPath, str]]:
    """The names below a field such as `steps.*.equipment.*`, each with its path."""
    found: list[tuple[FieldPath, Any]] = [((), value)]
    for step in field.split("."):
        if step == "*":
            found = [((*at, i), item) for at, items in found for i, item in enumerate(items)]
        else:
            found = [
                ((*at, step), item) for at, owner in found if (item := getattr(owner, step, None))
            ]
        if not found:
            break
    return found
