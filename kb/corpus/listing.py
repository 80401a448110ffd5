"""Which files below `data/` are records, and what else lies there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.corpus.released import NAME as VERSIONS
from kb.problems import Place, Problem, nearest
from kb.reading.tree import DATA, RECORD, Tree
from kb.schema.files import FILE_KINDS


def path(kind: str, record: str) -> str:
    """The file of a record of a kind that has one for each, as a path from the root."""
    return f"{DATA}/{FILE_KINDS[kind].folder}/{record}.yaml"


def listing(tree: Tree) -> tuple[dict[str, list[str]], list[Problem]]:
    """Per kind its files, sorted, as paths from the root; a problem for all else that lies there.

    Folders are listed, not searched: of what kb does not read, only the topmost is told.
    """
    names, problems = _names(tree, DATA)
    tops = {kind.folder for kind in FILE_KINDS.values()}
    known = {*tops, VERSIONS}
    problems += [
        _stray(f"{DATA}/{name}", nearest(name, tops)) for name in names if name not in known
    ]
    files: dict[str, list[str]] = {}
    for kind_name, kind in FILE_KINDS.items():
        folder = f"{DATA}/{kind.folder}"
        if kind.is_file:
            files[kind_name] = [folder]
            continue
        inside, found = _names(tree, folder)
        files[kind_name] = [f"{folder}/{name}" for name in inside if name.endswith(".yaml")]
        problems += [*found, *_strays(folder, inside)]
    return files, problems


def _names(tree: Tree, folder: str) -> tuple[Sequence[str], list[Problem]]:
    found = tree.folders.get(folder, ())
    return ((), [found]) if isinstance(found, Problem) else (found, [])


def _strays(folder: str, names: Sequence[str]) -> Iterator[Problem]:
    for name in names:
        if not name.endswith(".yaml"):
            stem, _, ending = name.rpartition(".")
            is_near = ending.lower() in {"yml", "yaml"}
            yield _stray(f"{folder}/{name}", f"rename it to {stem}.yaml" if is_near else "")


def _stray(file: str, hint: str) -> Problem:
    return Problem(Place(file), "stray-file", "kb does not read this", hint or RECORD)
