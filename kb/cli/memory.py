"""What text was without problems last, and what file was built of it: that is not done again.

What the texts hold is kept, too, so that only a changed one is parsed. No time of a file is
believed: texts, program and built file are known by their digests.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from hashlib import file_digest, sha256
from pathlib import Path

from kb.cli.root import BUILT
from kb.reading.known import Known
from kb.reading.tree import Tree, read_tree
from kb.reading.yaml_text import YamlText, read_yaml

FOLDER = Path("build") / ".cache"
"""What may be thrown away at any time; only where `build/` is there is anything kept."""
_CLEAN = FOLDER / "clean"
"""The state of text that had no problems."""
_MADE = FOLDER / "built"
"""The state of the text that was built last, the digest of the file, and that of each text."""
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
        self._state = _state(self.tree.digest()) if is_used else None

    @property
    def is_clean(self) -> bool:
        """Whether this text was checked by this program, and had no problems."""
        return self._state in {*self._lines(_CLEAN), *self._made[:1]}

    @property
    def is_built(self) -> bool:
        """Whether the built file is the one that this program made of this text, byte by byte."""
        return self._made[:1] == [self._state] and self._is_as_made

    @property
    def built(self) -> str:
        """The digest of the built file, of one that is built."""
        return self._made[1]

    @cached_property
    def changed(self) -> Mapping[str, YamlText] | None:
        """What the files that changed since the built file was made held then, by their paths.

        None where that is not known, or files came or went: only a whole build can tell.
        """
        before = self.before
        if before is None:
            return None
        now = self.tree.digests
        changed = (file for file in now if before[file] != now[file])
        held = {file: self._known.text(before[file], file) for file in changed}
        known = {file: text for file, text in held.items() if text}
        return known if len(known) == len(held) else None

    def note(self, built: str | None = None) -> None:
        """Remember that the text has no problems, and the digest of the file built of it."""
        self.note_parsed()
        if self._state and built:
            self._keep(_MADE, self._state, built, json.dumps(self.tree.digests))
        elif self._state and not self.is_clean:
            self._keep(_CLEAN, self._state)

    def note_parsed(self) -> None:
        """Remember what the texts hold that stand now or were built, and no others."""
        if (self.root / FOLDER).parent.is_dir():
            with suppress(OSError, sqlite3.Error):  # it is only remembered
                (self.root / FOLDER).mkdir(exist_ok=True)
                self._known.keep({*self.tree.digests.values(), *self._held.values()})

    def _keep(self, name: Path, *lines: str) -> None:
        path = self.root / name
        new = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):  # it is only remembered, and a folder may be closed
            if path.parents[1].is_dir():  # only beside what was built
                path.parent.mkdir(exist_ok=True)
                new.write_text("\n".join(lines), "ascii")
                new.replace(path)

    def _lines(self, name: Path) -> Sequence[str]:
        with suppress(OSError, ValueError):
            return (self.root / name).read_text("ascii").splitlines()
        return ()

    @cached_property
    def _made(self) -> Sequence[str]:
        lines = self._lines(_MADE)
        return lines if len(lines) == 3 else ()  # noqa: PLR2004 - state, file, texts

    @cached_property
    def _is_as_made(self) -> bool:
        """Whether the built file is the one that was noted."""
        return _digest(self.root / BUILT) == self._made[1]

    @cached_property
    def _held(self) -> Mapping[str, str]:
        """SHA-256 of each file of the text that was built last, as far as that was noted."""
        with suppress(ValueError):
            found = json.loads(self._made[2]) if self._made else {}
            return found if isinstance(found, dict) else {}
        return {}

    @cached_property
    def before(self) -> Mapping[str, str] | None:
        """SHA-256 of each file when the built file was made; None where they were others."""
        is_same = self._state and self._held.keys() == self.tree.digests.keys()
        is_noted = is_same and self._made[0] == _state(self.tree.digest(self._held))
        return self._held if is_noted and self._is_as_made else None


def _state(digest: str) -> str:
    return f"{_program()} {digest}"


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
