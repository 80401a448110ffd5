"""Many readers at once, over loopback: pages of kb beside those of a plain Datasette."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

from kb.database.reader import connect
from scripts.benchmark.pages import OK, PATIENCE, server
from scripts.benchmark.process import MEGABYTE, Record, Stages, apart

READERS = 32
SECONDS = 60.0
OURS = (
    "/",
    "/claims/claim-{claim}",
    "/claims?population=population-{few}&direction=increase",
    "/claims/claim-{other}",
    "/search?q=fern{word}+moss{word}",
    "/documents/document-{document}",
    "/gaps",
    "/doses?population=population-{few}",
)
PLAIN = (
    "/{base}",
    "/{base}/claim/claim-{claim}",
    "/{base}/claim?population=population-{few}&direction=increase&_size=50",
    "/{base}/claim/claim-{other}",
    "/{base}/claim?_search=fern{word}+moss{word}",
    "/{base}/statement?document=document-{document}&_size=100",
    "/{base}/gap?_size=25",
    "/{base}/dose?population=population-{few}&_size=25",
)
"""What readers of kb ask for in turn, and what shows the same rows without kb."""
Answer = tuple[float, int]


def measured(built: Path, readers: int = READERS, seconds: float = SECONDS) -> dict[str, Record]:
    """Notes of `crowded`."""
    return apart("scripts.benchmark.readers:crowded", built, str(readers), str(seconds))


def crowded(stages: Stages, built: str, readers: str, seconds: str) -> None:
    """So many readers of either server, one after the other, for so many seconds."""
    path, number, time_given = Path(built), int(readers), float(seconds)
    for name, patterns in (("kb", OURS), ("plain", PLAIN)):
        with server(path, plain=name == "plain") as (process, connection):
            reading = partial(_asked, connection.host, connection.port)
            reading(time_given / 6, _paths(path, patterns, 0))
            before = memory(process)
            with ThreadPoolExecutor(number) as pool:
                turns = [_paths(path, patterns, reader) for reader in range(number)]
                found = list(pool.map(partial(reading, time_given), turns))
            answers = [answer for some in found for answer in some]
            stages.notes[name] = _told(answers, time_given, before, memory(process))


def _paths(built: Path, patterns: Sequence[str], reader: int) -> Iterator[str]:
    """Addresses without end, others for each reader."""
    with closing(connect(built)) as connection:
        claims, documents = (
            connection.execute(f"select count(*) from {name}").fetchone()[0]  # noqa: S608 - ours
            for name in ("claim", "document")
        )
    for turn in count(reader * 1009):
        yield patterns[turn % len(patterns)].format(
            base=built.stem,
            claim=turn * 7919 % claims,
            other=turn * 104_729 % claims,
            document=turn * 31 % documents,
            few=turn % 20,
            word=1000 + turn % 1000,
        )


def _asked(host: str, port: int, seconds: float, paths: Iterator[str]) -> list[Answer]:
    """Seconds and status of each answer, for so many seconds."""
    found, until = [], time.monotonic() + seconds
    with closing(http.client.HTTPConnection(host, port, timeout=PATIENCE)) as connection:
        while time.monotonic() < until:
            started = time.perf_counter()
            connection.request("GET", next(paths), headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            found.append((time.perf_counter() - started, response.status))
    return found


def _told(answers: Sequence[Answer], seconds: float, before: float, after: float) -> Record:
    took = [one for one, _ in answers]
    return {
        "rate": len(answers) / seconds,
        "errors": sum(status != OK for _, status in answers),
        "median": statistics.median(took),
        "p99": statistics.quantiles(took, n=100)[98],
        "before": before,
        "after": after,
    }


def memory(process: int) -> float:
    """What a process holds in memory, in MB."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / MEGABYTE


def lines(found: dict[str, Record], readers: int, seconds: float) -> Iterator[str]:
    """Both servers as a table of Markdown."""
    yield f"| {readers} readers for {seconds:g} s | kb | plain Datasette |"
    yield "|---|---|---|"
    kinds: dict[str, Callable[[Record], str]] = {
        "pages a second": lambda one: f"{one['rate']:.0f}",
        "errors": lambda one: f"{one['errors']:.0f}",
        "median, 99 %, s": lambda one: f"{one['median']:.2f}, {one['p99']:.2f}",
        "memory before and after, MB": lambda one: f"{one['before']:.0f}, {one['after']:.0f}",
    }
    for what, told in kinds.items():
        yield f"| {what} | {told(found['kb'])} | {told(found['plain'])} |"
