"""Builds in child processes that stop themselves: a program for test_database_stopped.py.

It forks, which is quick enough to stop a build at many points, and it has no threads, so that
forking is safe. Each line of standard input is a request, as JSON; each line of standard output
the exit code of the child that did it, or minus the signal that ended it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kb.cli import main
from kb.corpus import Corpus, load
from kb.database.build import build
from kb.database.replacing import BuildError

NOBODY = 65534
UNFORESEEN = 70
Request = dict[str, Any]


def kill_at(step: int, number: int) -> Callable[[str, int, int], None]:
    """Progress that sends its own process a signal when it has been told so often."""
    steps = iter(range(1, step + 1))

    def progress(_label: str, _done: int, _all: int) -> None:
        if next(steps, None) == step:
            os.kill(os.getpid(), number)

    return progress


def _in_child(corpus: Corpus, request: Request) -> int:
    """Do a request in a child; its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = UNFORESEEN
        try:
            code = _exit_code(corpus, request)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _exit_code(corpus: Corpus, request: Request) -> int:
    """Do a request; the code it would end a program with."""
    with Path(request["said"]).open("w", encoding="utf-8") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
        _hamper(request)
        try:
            _act(corpus, request)
        except SystemExit as error:
            return int(error.code or 0)
        except BuildError as error:
            said.write(f"{error}\n{error.hint}")
            return 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    return 0


def _hamper(request: Request) -> None:
    """Take from this process what the request says."""
    if "largest" in request:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["largest"],) * 2)
    if "unprivileged" in request and os.geteuid() == 0:  # whom no permission stops
        os.setuid(NOBODY)
    if "after" in request:
        number = request["signal"]
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), number))
        signal.setitimer(signal.ITIMER_REAL, request["after"])


def _act(corpus: Corpus, request: Request) -> None:
    target = request["target"]
    if "command" in request:
        sys.argv = ["kb", "build", "--root", str(corpus.root), "--db", target]
        main()
    else:
        build(corpus, Path(target), kill_at(request.get("step", 0), request.get("signal", 0)))


if __name__ == "__main__":
    loaded = load(Path(sys.argv[1]))[0]
    for line in sys.stdin:
        sys.stdout.write(f"{_in_child(loaded, json.loads(line))}\n")
        sys.stdout.flush()
