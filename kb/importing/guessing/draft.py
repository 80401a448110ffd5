"""What the rows of files may become, each file in the light of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.importing.guessing.column import Column
from kb.importing.guessing.key import NEARLY, alike, keys, own
from kb.importing.guessing.kind import Kind
from kb.importing.guessing.looking import Look
from kb.importing.guessing.role import Role, Roles, is_id, roles, worded
from kb.importing.reading.shape import ELEMENTS

Value = str | dict[str, str]
Made = tuple[str, dict[str, Value]]
"""A thing to make, and what fills its fields."""
ROW = "{#}"
"""The number of a row: the id of what has none."""
FULL = 0.2
"""Share of rows that must have a label."""
DIRECTION = "direction"
"""The vocabulary of words that say how evidence stands to a claim."""
PICO = (Role.population, Role.intervention, Role.comparator, Role.outcome)
CITED = (Role.title, Role.container, Role.authors, Role.year, Role.doi, Role.pmid, Role.url)


@dataclass(slots=True)
class Draft:
    """A file and what its rows may become.

    Parameters
    ----------
    lists
        By the path of each list in its records, the roles of what is in the elements.
    keys
        The columns that may tell rows apart; the first is taken.
    refers
        By column the files whose keys are its values; the first is taken.
    is_behind
        Whether rows with evidence refer to it, and nothing else tells what its rows are.
    """

    look: Look
    roles: Roles
    lists: Mapping[str, Roles]
    make: list[Made] = field(default_factory=list)
    keys: list[Column] = field(default_factory=list)
    refers: dict[str, list[str]] = field(default_factory=dict)
    stances: list[Column] = field(default_factory=list)
    is_behind: bool = False

    @property
    def is_claims(self) -> bool:
        """Whether a row is a claim."""
        return Role.claim in self.roles or {Role.intervention, Role.outcome} <= self.roles.keys()

    @property
    def is_sources(self) -> bool:
        """Whether a row is a source, and nothing else."""
        others = {Role.claim, Role.outcome, Role.stance, Role.text}
        cited = {Role.title, Role.doi, Role.pmid} & self.roles.keys()
        return self.is_behind or (bool(cited) and not others & self.roles.keys())

    @property
    def has_evidence(self) -> bool:
        """Whether a row, or what is in a list of it, says how evidence stands to a claim."""
        return any(Role.stance in each for each in (self.roles, *self.lists.values()))

    @property
    def key(self) -> str | None:
        """The column that tells rows apart."""
        return self.keys[0].name if self.keys else None

    @property
    def columns(self) -> list[Column]:
        """Its columns, but those within lists."""
        return [column for column in self.look.columns if ELEMENTS not in column.name]


def drafts(looks: Sequence[Look]) -> list[Draft]:
    """A draft for each file, those that others refer to first."""
    found = [_draft(look) for look in looks]
    _tell_apart(found)
    for each in found:
        each.refers.update(_references(each, found))
    behind = {name for each in found for name in _cited_files(each)}
    for each in found:
        each.is_behind = each.look.name in behind and not each.is_claims and not each.is_sources
    claims = {each.look.name for each in found if each.is_claims}
    for each in found:
        if not each.is_behind and not claims & {files[0] for files in each.refers.values()}:
            each.roles = worded(each.columns, each.roles)
    found.sort(key=lambda each: (not each.is_sources, not each.is_claims))
    for each in found:
        each.make.extend(_Making(each, found).all())
    return found


def _draft(look: Look) -> Draft:
    lists: dict[str, list[Column]] = {}
    for column in look.columns:
        before, elements, _ = column.name.partition(ELEMENTS)
        if elements:
            lists.setdefault(before, []).append(column)
    draft = Draft(look, {}, {path: roles(columns) for path, columns in lists.items()})
    draft.roles = roles(draft.columns)
    return draft


def _tell_apart(found: Sequence[Draft]) -> None:
    """Find the keys: first of sources, for what has these elsewhere refers to them."""
    for each in sorted(found, key=lambda each: not each.is_sources):
        candidates = keys(each.columns, each.roles, is_sources=each.is_sources)
        others = [other.keys[0] for other in found if other.keys and not each.is_sources]
        each.keys = own(candidates, others) or [one for one in candidates if is_id(one)]


def _cited_files(draft: Draft) -> Iterator[str]:
    """The files that rows with evidence refer to, or by a column that is called a source."""
    for column, files in draft.refers.items():
        if draft.has_evidence or column == draft.roles.get(Role.source):
            yield files[0]


def _references(draft: Draft, others: Sequence[Draft]) -> Iterator[tuple[str, list[str]]]:
    """Columns whose values are the ids of another file's rows, with the names of such files."""
    for column in draft.look.columns:
        fitting = [
            other
            for other in others
            if other is not draft and other.keys and _refers(column, draft, other)
        ]
        fitting.sort(key=lambda other: not _is_meant(column, draft, other))
        if fitting:
            yield column.name, [other.look.name for other in fitting]


def _refers(column: Column, draft: Draft, other: Draft) -> bool:
    """Whether values are nearly all keys of another file; numbers are that by chance, too."""
    key = other.keys[0]
    is_told = column.kind is Kind.text and column.n_different > 1
    is_told = is_told or _is_meant(column, draft, other)
    is_other = column.name == key.name or column.name != draft.key
    return is_told and is_other and column.within(key) >= NEARLY


def _is_meant(column: Column, draft: Draft, other: Draft) -> bool:
    """Whether the name of a column tells that it refers to another file."""
    is_source = column.name == draft.roles.get(Role.source) and other.is_sources
    is_called_so = column.name == other.key or alike(column.name, other.look.name)
    return is_source or is_called_so


class _Making:
    """What the rows of one file may become."""

    def __init__(self, draft: Draft, all_: Sequence[Draft]) -> None:
        self._draft = draft
        self._sources = {each.look.name for each in all_ if each.is_sources}
        self._claims = {each.look.name for each in all_ if each.is_claims}
        self._is_studied = any(each.has_evidence for each in all_)

    def all(self) -> list[Made]:
        """All of it, what others refer to first."""
        made = list(self._records())
        return [*made, *self._labels(str(made))]

    def _records(self) -> Iterator[Made]:
        draft = self._draft
        if draft.is_sources:
            key = draft.key or draft.roles.get(Role.doi) or draft.roles.get(Role.pmid)
            own = f"{{{key}}}" if key else ROW
            yield from self._source(self._titled, own, is_shared=False)
            return
        if draft.is_claims:
            yield from self._claim()
        for roles_ in (draft.roles, *draft.lists.values()):
            if Role.stance in roles_:
                yield from self._evidence(roles_)
            elif Role.text in roles_ and {Role.start, Role.position} & roles_.keys():
                yield from self._passage(roles_)

    @property
    def _titled(self) -> Roles:
        """The roles of a source: its first text is a title, if none is called so."""
        draft = self._draft
        texts = [one.name for one in draft.look.columns if one.kind is Kind.text]
        named = [name for name in texts if name != draft.key]
        if draft.is_behind and named and Role.title not in draft.roles:
            return {**draft.roles, Role.title: named[0]}
        return draft.roles

    def _source(self, roles_: Roles, key: str, *, is_shared: bool) -> Iterator[Made]:
        shared: dict[str, Value] = {"shared": "true"} if is_shared else {}
        cited = {role.value: f"{{{roles_[role]}}}" for role in CITED if role in roles_}
        title = cited.get("title", key)
        yield "source", {**shared, "key": key, **cited, "title": title}
        if self._is_studied:
            study: dict[str, Value] = {"id": key, "title": title, "design": "other", "source": key}
            yield "study", {**shared, **study}

    def _cited(self, roles_: Roles) -> tuple[str | None, list[Made]]:
        """The key of the source of a row, and what makes that source if no other file does."""
        for column, files in self._draft.refers.items():
            if files[0] in self._sources:
                return f"{{{column}}}", []
        role = next(
            (r for r in (Role.source, Role.doi, Role.pmid, Role.title) if r in roles_), None
        )
        if role is None:
            return None, []
        key = f"{{{roles_[role]}}}"
        return key, list(self._source(roles_, key, is_shared=True))

    def _claim(self) -> Iterator[Made]:
        pico = self._pico
        kind = "comparison" if "comparator" in pico else "effect" if pico else "descriptive"
        source, made = self._cited(self._draft.roles)
        cited = {"source": source} if source else {}
        yield from made
        told = {"id": self._id_of_claim, "claim": self._sentence, "kind": kind}
        yield "claim", {**told, **pico, **cited}

    @property
    def _pico(self) -> dict[str, str]:
        roles_ = self._draft.roles
        return {role.value: f"{{{roles_[role]}}}" for role in PICO if role in roles_}

    @property
    def _sentence(self) -> str:
        """What a claim says: its own words, or what it is about put together."""
        if Role.claim in self._draft.roles:
            return f"{{{self._draft.roles[Role.claim]}}}"
        pico = self._pico
        against = f" against {pico['comparator']}" if "comparator" in pico else ""
        return f"{pico['intervention']}{against}: {pico['outcome']}"

    @property
    def _own_id(self) -> str:
        return f"{{{self._draft.key}}}" if self._draft.key else ROW

    @property
    def _id_of_claim(self) -> str:
        """The id of the claim that a row is; the number of a row is another in its lists."""
        is_told_in_lists = self._draft.key or not self._draft.lists
        return self._own_id if is_told_in_lists else self._sentence

    @property
    def _claim_id(self) -> str | None:
        """What a row says of the claim that it belongs to."""
        if self._draft.is_claims:
            return self._id_of_claim
        refers = self._draft.refers.items()
        return next((f"{{{name}}}" for name, files in refers if files[0] in self._claims), None)

    def _evidence(self, roles_: Roles) -> Iterator[Made]:
        claim = self._claim_id
        source, made = self._cited(roles_)
        if claim is None or source is None:
            return
        stance = roles_[Role.stance]
        self._draft.stances += [each for each in self._draft.look.columns if each.name == stance]
        own = self._own_id if roles_ is self._draft.roles else ROW
        if not self._draft.is_claims or roles_ is not self._draft.roles:
            yield from made
        yield (
            "evidence_line",
            {
                "id": own,
                "claim": claim,
                "study": source,
                "direction": {"value": f"{{{stance}}}", "words": DIRECTION},
                "strength": "weak",
            },
        )
        if Role.text in roles_:
            of: dict[str, Value] = {"claim": claim, "evidence_line": own, "source": source}
            yield "quote", {**of, **_spans(roles_)}

    def _passage(self, roles_: Roles) -> Iterator[Made]:
        source, made = self._cited(roles_)
        if source is not None:
            yield from made
            position = f"{{{roles_[Role.position]}}}" if Role.position in roles_ else ROW
            yield "passage", {"source": source, "position": position, **_spans(roles_)}

    def _labels(self, made: str) -> Iterator[Made]:
        """Columns of few words that nothing else takes, where a row is a claim."""
        for column in self._draft.look.columns if self._draft.is_claims else ():
            is_free = ELEMENTS not in column.name and f"{{{column.name}}}" not in made
            is_full = column.n_empty < (1 - FULL) * column.n
            if is_free and is_full and column.words and column.n_different > 1:
                yield (
                    "label",
                    {
                        "claim": self._id_of_claim,
                        "name": column.name,
                        "value": f"{{{column.name}}}",
                    },
                )


def _spans(roles_: Roles) -> dict[str, Value]:
    """The fields of a text that stands somewhere."""
    names = {
        "text": Role.text,
        "char_start": Role.start,
        "char_end": Role.end,
        "annotator": Role.annotator,
    }
    return {name: f"{{{roles_[role]}}}" for name, role in names.items() if role in roles_}
