"""What is told of a file, each thing once with how often it was met."""

from __future__ import annotations

from dataclasses import replace

from kb.importing.reading.batch import Notice


class Notices:
    """Notices as they come, those that say the same put together at the first of them."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], Notice] = {}

    def tell(self, file: str, line: int, code: str, message: str) -> None:
        """Take note of something."""
        before = self._told.get((code, message))
        new = (
            replace(before, times=before.times + 1) if before else Notice(file, line, code, message)
        )
        self._told[code, message] = new

    def all(self) -> list[Notice]:
        """All of them, in the order of their first lines."""
        return list(self._told.values())
