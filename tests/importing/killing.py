"""Imports in child processes that are killed at random moments: a program for test_stopped.py.

It forks, which is quick, and it has no threads, so that forking is safe. Each line that it prints
is one turn, as JSON: the turn, how the child ended, what is wrong with the file, and of which turn
and how many the claims in it are.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from kb.database.check import faults
from tests.importing import small

TURNS = 20
CLAIMS = 100


def grow(folder: Path, turn: int) -> None:
    """Write claims that are different at each turn."""
    lines = (f"C{number},P1,Tea {number},turn {turn},Sleep\n" for number in range(CLAIMS))
    (folder / "claims.csv").write_text("id,paper,what,against,on\n" + "".join(lines), "utf-8")


def turns(folder: Path) -> list[tuple[object, ...]]:
    """Give the turns that the stored claims are of, with how many there are of each."""
    sql = "select comparator, count(*) from claim_overview group by 1"
    return small.rows(folder / "tea.db", sql)


def child(folder: Path) -> int:
    """Begin an import in a child of this process."""
    process = os.fork()
    if process == 0:
        os._exit(small.imported(folder).exit_code)
    return process


def main(folder: Path) -> None:
    """Import once in peace, then twenty times killed."""
    small.write(folder)
    small.imported(folder)  # so that children need not load what it takes
    chance = random.Random(20)  # noqa: S311 - moments, no secret
    grow(folder, 0)
    started = time.monotonic()
    os.waitpid(child(folder), 0)
    whole = time.monotonic() - started
    for turn in range(1, TURNS + 1):
        grow(folder, turn)
        process = child(folder)
        time.sleep(chance.uniform(0, whole))
        os.kill(process, signal.SIGKILL)
        ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        sys.stdout.write(json.dumps([turn, ended, faults(folder / "tea.db"), turns(folder)]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
