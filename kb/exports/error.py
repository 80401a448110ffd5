"""What keeps an export from being made, in a sentence for whoever asked for it."""

from __future__ import annotations


class ExportError(Exception):
    """Nothing was written; what stood there is as it was."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UnavailableError(ExportError):
    """A format needs what is not there: a library, or a fact that no record tells."""
