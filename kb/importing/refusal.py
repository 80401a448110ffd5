"""Why a row cannot be taken."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it carries a reason up to who stores, no error of kb
    """A row, or one of several rows, cannot be taken."""

    def __init__(self, code: str, message: str, column: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.column = column
        self.place = ""
        """File and line of the row, where it stops an import."""
