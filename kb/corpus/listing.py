"""Which files below `data/` are records, and what else lies there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb.corpus.released import NAME as VERSIONS
from kb.problems import Place, Problem, nearest
from kb.reading.files import refused, unreadable
from kb.schema.files import FILE_KINDS

RECORD = "a record is data/<kind>/<id>.yaml"


def listing(root: Path) -> tuple[dict[str, list[str]], list[Problem]]:
    """Per kind its files, sorted, as paths from the root; a problem for all else that lies there.

    Folders are listed, not searched: of what kb does not read, only the topmost is told.
    """
    names, problems = _entries(root, "data")
    tops = {kind.folder for kind in FILE_KINDS.values()}
    known = {*tops, VERSIONS}
    problems += [_stray(f"data/{name}", nearest(name, tops)) for name in names if name not in known]
    files: dict[str, list[str]] = {}
    for kind_name, kind in FILE_KINDS.items():
        folder = f"data/{kind.folder}"
        if kind.is_file:
            files[kind_name] = [folder]
            continue
        inside, found = _entries(root, folder) if kind.folder in names else ([], [])
        files[kind_name] = [f"{folder}/{name}" for name in inside if name.endswith(".yaml")]
        problems += [*found, *_strays(folder, inside)]
    return files, problems


def _strays(folder: str, names: list[str]) -> Iterator[Problem]:
    for name in names:
        if not name.endswith(".yaml"):
            stem, _, ending = name.rpartition(".")
            is_near = ending.lower() in {"yml", "yaml"}
            yield _stray(f"{folder}/{name}", f"rename it to {stem}.yaml" if is_near else "")


def _entries(root: Path, folder: str) -> tuple[list[str], list[Problem]]:
    """The names in a folder, sorted, without hidden ones; a folder that is missing is empty."""
    try:
        names = (path.name for path in (root / folder).iterdir())
        return sorted(n for n in names if not n.startswith(".") and n != "README.md"), []
    except FileNotFoundError:
        return [], []
    except NotADirectoryError:
        return [], [unreadable(folder, "this is no folder", f"move it away; {RECORD}")]
    except OSError as error:
        return [], [refused(folder, error)]


def _stray(file: str, hint: str) -> Problem:
    return Problem(Place(file), "stray-file", "kb does not read this", hint or RECORD)
