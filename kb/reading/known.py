"""What texts hold, kept by their digests: a text that was read before is not parsed again."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from kb.problems import Problem
from kb.reading.yaml_text import YamlText, read_yaml

_DIGEST = 64
"""Bytes at the head of the file, over all that follows and over the program that wrote it."""


class Known:
    """The data of texts without problems, in a file that only the same program believes."""

    def __init__(self, path: Path, program: str) -> None:
        self._path = path
        self._program = program.encode()
        self._met: dict[str, Any] = {}

    def read(self, text: str, file: str) -> tuple[YamlText | None, list[Problem]]:
        """The same as `read_yaml`, sooner where the text was read before."""
        key = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if key in self._known:
            self._met[key] = self._known[key]
            return YamlText(file, text, self._known[key]), []
        found, problems = read_yaml(text, file)
        if found is not None:
            self._met[key] = found.data
        return found, problems

    def news(self) -> bytes | None:
        """What the file should hold now, the texts met; None where it holds them, or was told."""
        if self._met.keys() <= self._known.keys():
            return None
        self._known = self._met
        content = json.dumps(self._met).encode()
        return self._sealed(content) + content

    @cached_property
    def _known(self) -> dict[str, Any]:
        with suppress(OSError):
            whole = self._path.read_bytes()
            if self._sealed(whole[_DIGEST:]) == whole[:_DIGEST]:
                known: dict[str, Any] = json.loads(whole[_DIGEST:])
                return known
        return {}

    def _sealed(self, content: bytes) -> bytes:
        return sha256(self._program + content).hexdigest().encode()
