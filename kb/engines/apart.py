"""A process apart that answers, begun when it is first asked and again after it was ended."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import weakref
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pickle import PicklingError
from threading import Lock

from kb.database.reader import Answer, QueryError
from kb.engines.answering import Opening, Question

_PROGRAM = "import sys; from kb.engines.answering import main; main(int(sys.argv[1]))"
_CLOSED = "the lake was closed"


class Apart:
    """DuckDB in a process of its own: whatever it is asked ends in time.

    Threads take turns.
    """

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._lock = Lock()
        self._process: _Process | None = None
        self._is_closed = False

    def ask(self, question: Question) -> Answer:
        """What it answers.

        Raises
        ------
        QueryError
            If the query is refused, wrong, takes too much, or the process cannot be had.
        """
        with self._lock:
            try:
                found = self._asked(question)
            except OSError as error:
                message = f"DuckDB cannot be had in a process of its own: {error}"
                raise QueryError(message) from error
        if isinstance(found, QueryError):
            raise found
        return found

    def _asked(self, question: Question) -> Answer | QueryError:
        """What comes back; the process is kept for the next question only if something does."""
        process = self._process = self._process or _Process(self._opening)
        if self._is_closed:
            process.kill()
        found = None
        try:
            found = process.answer(question)
        finally:
            if found is None:
                self._process = None
                process.end()
        return found or QueryError(self._told(process.status, question.seconds))

    def _told(self, status: int | None, seconds: float) -> str:
        """Why there is no answer."""
        if self._is_closed:
            return _CLOSED
        if status == -signal.SIGALRM:
            return f"the query took more than {seconds:g} seconds and was stopped"
        return f"DuckDB ended before it had an answer, with the status {status}"

    def close(self) -> None:
        """End the process, whoever waits for it; closing twice does nothing."""
        self._is_closed = True
        if process := self._process:
            process.kill()
        with self._lock:
            if self._process:
                self._process.end()
                self._process = None


class _Process:
    """A process that answers, with a folder for what does not fit into its memory."""

    def __init__(self, opening: Opening) -> None:
        folder = tempfile.mkdtemp(prefix="kb-")
        self._connection, theirs = Pipe()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - a program of ours
                [sys.executable, "-P", "-c", _PROGRAM, str(number)],
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.kill = self._process.kill
        self.end = weakref.finalize(self, _end, self._process, self._connection, folder)
        self._connection.send((opening, folder))

    @property
    def status(self) -> int | None:
        """How it ended."""
        return self._process.returncode

    def answer(self, question: Question) -> Answer | QueryError | None:
        """What it answers; None if it ends before it does."""
        try:
            self._connection.send(question)
            found: Answer | QueryError = self._connection.recv()
        except (EOFError, ConnectionError):
            return None
        except (TypeError, AttributeError, PicklingError) as error:
            return QueryError(f"a parameter has a value that no query takes: {error}")
        return found


def _end(process: subprocess.Popen[bytes], connection: Connection, folder: str) -> None:
    """End it if it has not ended, and sweep up after it."""
    process.kill()
    process.wait()
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)
