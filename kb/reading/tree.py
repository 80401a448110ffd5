"""The curated text of a knowledge base as it stood on the disk at one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from kb.problems import Problem
from kb.reading.files import leads_out, read_bytes, refused, unreadable
from kb.reading.yaml_text import YamlText, read_yaml

DATA = "data"
BIBLIOGRAPHY = "citations.bib"
_EXPECTED = (BIBLIOGRAPHY, f"{DATA}/kb.yaml")
"""Files that are told of where they are missing."""
READ = (".yaml", ".jsonl")
"""Endings of the files below `data/` that kb reads; of others the name is enough."""
RECORD = "a record is data/<kind>/<id>.yaml"
Read = Callable[[str, str], tuple[YamlText | None, list[Problem]]]
"""How the text of a YAML file is read, of which the name is told."""


@dataclass(frozen=True)
class Tree:
    """Names and bytes, read once: whatever is computed from them is of one moment.

    Parameters
    ----------
    folders
        `data` and what lies in it, each with its names, sorted, without hidden ones; a problem
        where no names can be had.
    files
        The bytes by path from the root; a problem where they cannot be read.
    read
        How its YAML is read; as `read_yaml`, or sooner.
    """

    folders: Mapping[str, Sequence[str] | Problem]
    files: Mapping[str, bytes | Problem]
    read: Read = read_yaml

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """SHA-256 of each file by its path; of one that cannot be read, what is told of it."""
        return {
            file: sha256(content).hexdigest() if isinstance(content, bytes) else repr(content)
            for file, content in self.files.items()
        }

    def digest(self, digests: Mapping[str, str] | None = None) -> str:
        """SHA-256 over all names and all bytes: the same only for the same text.

        Parameters
        ----------
        digests
            Those of files of the same names at another time; None: of these.
        """
        total = sha256(repr(self.folders).encode())
        for file, digest in (self.digests if digests is None else digests).items():
            total.update(f"\0{file}\0{digest}".encode("utf-8", "surrogateescape"))
        return total.hexdigest()


def read_tree(root: Path, read: Read = read_yaml) -> Tree:
    """All text below a root folder: the bibliography, `data/`, and the folders in it."""
    top = _names(root, DATA)
    names = () if isinstance(top, Problem) else top
    below = {f"{DATA}/{name}": _names(root, f"{DATA}/{name}") for name in names}
    folders = {DATA: top, **below}
    paths = (
        f"{folder}/{name}"
        for folder, inside in folders.items()
        if not isinstance(inside, Problem)
        for name in inside
        if name.endswith(READ)
    )
    wanted = dict.fromkeys((*_EXPECTED, *paths))
    return Tree(
        folders, {path: read_bytes(f"{root}/{path}", path, f"{root}") for path in wanted}, read
    )


def _names(root: Path, folder: str) -> Sequence[str] | Problem:
    """What lies in a folder; nothing in one that is missing."""
    try:
        if problem := leads_out(root / folder, folder, str(root)):
            return problem
        names = (path.name for path in (root / folder).iterdir())
        return sorted(n for n in names if not n.startswith(".") and n != "README.md")
    except FileNotFoundError:
        return ()
    except NotADirectoryError:
        return unreadable(folder, "this is no folder", f"move it away; {RECORD}")
    except OSError as error:
        return refused(folder, error)
