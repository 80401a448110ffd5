"""What keeps a whole file from being read."""

from __future__ import annotations

from kb.problems import Place, Problem


class InputError(Exception):
    """A file that cannot be read, or not to its end, as a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def fault(code: str, file: str, message: str, hint: str, line: int = 0) -> InputError:
    """The error for a file, or for a line of it."""
    return InputError(Problem(Place(file, line, 1 if line else 0), code, message, hint))


def refused(file: str, error: OSError) -> InputError:
    """The error that stands for what the operating system said."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return fault("unreadable-input", file, "there is no such file", "correct the name")
    if isinstance(error, IsADirectoryError):
        return fault("unreadable-input", file, "this is a folder", "name the files in it")
    if isinstance(error, PermissionError):
        hint = "allow reading it (chmod +r)"
        return fault("unreadable-input", file, "no permission to read this", hint)
    message = f"this cannot be read: {error.strerror or error}"
    return fault("unreadable-input", file, message, "see to the disk, or to free space on it")
