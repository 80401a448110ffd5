"""What can go wrong for whoever asks, in sentences with the smallest fix; and what is warned of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class KbError(Exception):
    """The kind of all errors that `import kb` raises by itself.

    Parameters
    ----------
    message
        What is wrong, with the offending value.
    hint
        The smallest fix.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The message, and the hint on a line of its own."""
        return f"{self.message}\nhint: {self.hint}" if self.hint else self.message


class OpenError(KbError):
    """There is no knowledge base to open: none, not built, not one, damaged, of another version."""


class DownloadError(OpenError):
    """A knowledge base could not be fetched, or is not the one that was asked for."""


class BuildError(KbError):
    """Nothing was built: the text has problems, or the disk refuses."""


class ClosedError(KbError):
    """A knowledge base, or a record of one, was used after it was closed."""


class UnknownFilterError(KbError, TypeError):
    """No filter has this name."""


class UnknownValueError(KbError, ValueError):
    """A filter is given a value that nothing has, or that makes no sense for it."""


class UnknownRecordError(KbError, LookupError):
    """No record has this id."""


class NotOneError(KbError, LookupError):
    """There is no record, or more than one, where one was asked for."""


class QueryError(KbError):
    """SQL that cannot be answered: wrong, not allowed, or too long."""


class LakeError(KbError):
    """A lake was asked for what only the built file has: search by words, exports."""


class ExportError(KbError):
    """Nothing was written; what stood there is as it was."""


class MissingLibraryError(KbError, ImportError):
    """A library that only some people need is not installed."""


class StaleWarning(UserWarning):
    """The text has changed since the file was built from it."""


class OfflineWarning(UserWarning):
    """A copy that was fetched before is used: the server could not be asked for a newer one."""


class PrivateWarning(UserWarning):
    """The file holds the documents' own text, and is nobody else's."""


class TruncatedWarning(UserWarning):
    """An answer has more rows than were asked for."""


def alike(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words that are most like one."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    return get_close_matches(word, list(known), most)


def meant(word: str, known: Sequence[str]) -> str:
    """The hint that names the known words most like one; where none is, all of them."""
    return nearest(alike(word, known)) or f"one of {', '.join(known)}"


def nearest(near: Sequence[str]) -> str:
    """The hint that names what was probably meant."""
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
