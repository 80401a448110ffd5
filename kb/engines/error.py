"""What keeps a lake from being read, in a sentence for whoever asked for it."""

from __future__ import annotations


class EngineError(Exception):
    """A lake that cannot be read, or an engine that cannot be had.

    Parameters
    ----------
    message
        What is wrong, with the offending value.
    hint
        The smallest fix.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class LibraryError(EngineError):
    """A library that only some engines need is not installed."""
