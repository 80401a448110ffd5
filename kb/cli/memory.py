"""What text was without problems last, and what file was built of it: that is not done again.

What the texts hold is kept, too, so that only a changed one is parsed. No time of a file is
believed: texts, program and built file are known by their digests.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

from kb.cli.root import BUILT
from kb.reading.known import Known
from kb.reading.tree import Tree, read_tree
from kb.reading.yaml_text import read_yaml

FOLDER = Path("build") / ".cache"
"""What may be thrown away at any time; only where `build/` is there is anything kept."""
_CLEAN = FOLDER / "clean"
_KNOWN = FOLDER / "known"


class Memory:
    """The text of a knowledge base as it stands now, and whether it stood so before.

    With the documents at hand no check is remembered: they are no part of the text. Where `CI` is
    set nothing is believed: a pull request might bring along what makes its own check pass.
    """

    def __init__(self, root: Path, documents: Path | None = None) -> None:
        self.root = root
        is_believed = not os.environ.get("CI")
        self._known = Known(root / _KNOWN, _program())
        self.tree: Tree = read_tree(root, self._known.read if is_believed else read_yaml)
        is_used = is_believed and documents is None
        self._state = f"{_program()} {self.tree.digest()}" if is_used else None

    @property
    def is_clean(self) -> bool:
        """Whether this text was checked by this program, and had no problems."""
        return self._noted[:1] == [self._state]

    @property
    def is_built(self) -> bool:
        """Whether the built file is the one that this program made of this text, byte by byte."""
        return self.is_clean and self._noted[1:] == [_digest(self.root / BUILT)]

    @property
    def built(self) -> str:
        """The digest of the built file, of one that is built."""
        return self._noted[1]

    def note(self, built: str | None = None) -> None:
        """Remember that the text has no problems, and the digest of the file built of it."""
        self.note_parsed()
        if self._state and (built or not self.is_clean):
            self._keep(_CLEAN, "\n".join(filter(None, (self._state, built))).encode())

    def note_parsed(self) -> None:
        """Remember what the texts hold that were read."""
        is_kept = (self.root / FOLDER).parent.is_dir()
        if is_kept and (content := self._known.news()):
            self._keep(_KNOWN, content)

    def _keep(self, name: Path, content: bytes) -> None:
        path = self.root / name
        new = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):  # it is only remembered, and a folder may be closed
            path.parent.mkdir(exist_ok=True)
            new.write_bytes(content)
            new.replace(path)

    @property
    def _noted(self) -> list[str]:
        with suppress(OSError, ValueError):
            return (self.root / _CLEAN).read_text("ascii").splitlines()
        return []


def _digest(path: Path) -> str | None:
    with suppress(OSError), path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
    return None


@cache
def _program() -> str:
    """Everything of which an answer may depend beside the text: this program and its libraries."""
    total = sha256(f"{sys.version}\0{sqlite3.sqlite_version}".encode())
    for name in _libraries():
        total.update(f"\0{name}".encode())
    package = Path(__file__).resolve().parents[1]
    for path in sorted(package.rglob("*.*")):
        if path.suffix != ".pyc" and path.is_file():
            total.update(f"\0{path.relative_to(package)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _libraries() -> Iterator[str]:
    """Name and version of all that is installed, as their folders are called."""
    for place in sys.path:
        with suppress(OSError):
            yield from sorted(path.name for path in Path(place).glob("*.dist-info"))
