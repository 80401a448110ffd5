"""How long a page takes: asked of Datasette in process, and of a server over loopback."""

from __future__ import annotations

import asyncio
import http.client
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import product
from pathlib import Path

from kb.cli.serve import SETTINGS, arguments, inspected
from kb.cli.server import LOOPBACK
from kb.database.facet import ORDERS
from kb.database.reader import connect
from scripts.benchmark.large import DIRECTIONS
from scripts.benchmark.process import Stages

OK = 200
WARM = 10
"""Pages asked for before any is measured: they fill caches."""
PATIENCE = 30
"""Seconds in which a server must answer for the first time."""
PLAIN = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"
"""Datasette as it is without plugins: its stable line has no other way to leave them out."""


def claims(built: Path, count: int) -> list[str]:
    """Ids of claims from all over the file, the same every time."""
    with closing(connect(built)) as connection:
        ids = [row[0] for row in connection.execute("select id from claim order by id")]
    return random.Random(0).choices(ids, k=count)  # noqa: S311 - no secret


def lists(count: int) -> list[str]:
    """Lists of claims with words and without, by facets and in every order: no two alike."""
    asked = product(("", "q=claim&"), ORDERS, DIRECTIONS, range(20))
    paths = [
        f"/claims?{words}direction={direction}&population=population-{number}&sort={order}"
        for words, order, direction, number in asked
    ]
    return random.Random(0).sample(paths, k=min(count, len(paths)))  # noqa: S311 - no secret


def in_process(stages: Stages, built: str, count: str) -> None:
    """Claim pages by Datasette's own client: no network, no server."""
    paths = [f"/claims/{claim}" for claim in claims(Path(built), int(count))]
    took = asyncio.run(_in_process(Path(built), paths))
    _note(stages, "in process", took)


async def _in_process(built: Path, paths: Sequence[str]) -> list[float]:
    from datasette.app import Datasette  # noqa: PLC0415 - two seconds, needed only here

    datasette = Datasette(immutables=[str(built)], settings=settings())
    await datasette.invoke_startup()
    asked = [*paths[:WARM], *paths]
    return [await _timed(partial(datasette.client.get, path)) for path in asked][-len(paths) :]


async def _timed(ask: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    response = await ask()
    took = time.perf_counter() - started
    if getattr(response, "status_code", None) != OK:
        message = f"no page: {response}"
        raise ValueError(message)
    return took


def settings() -> dict[str, object]:
    """The settings that `kb serve` sets, as Datasette takes them in a program."""
    return {
        name: int(value) if value.isdigit() else value == "on" for name, value in SETTINGS.items()
    }


def over_loopback(stages: Stages, built: str, count: str) -> None:
    """Claim pages of kb's site, then row pages of Datasette without kb, of the same claims."""
    ids = claims(Path(built), int(count))
    name = Path(built).stem
    with served(Path(built)) as connection:
        _note(stages, "claim page", _asked(connection, [f"/claims/{claim}" for claim in ids]))
        _note(stages, "list of claims", _asked(connection, lists(int(count))))
    with served(Path(built), plain=True) as connection:
        _note(stages, "row page", _asked(connection, [f"/{name}/claim/{claim}" for claim in ids]))


@contextmanager
def served(built: Path, *, plain: bool = False) -> Iterator[http.client.HTTPConnection]:
    """A server as `kb serve` starts it, or one without kb, and a connection that is kept open."""
    with server(built, plain=plain) as (_, connection):
        yield connection


@contextmanager
def server(built: Path, *, plain: bool = False) -> Iterator[tuple[int, http.client.HTTPConnection]]:
    """The same with the number of its process."""
    port = _free_port()
    words = arguments(built, inspected(built), port)
    program = ["-c", PLAIN] if plain else ["-m", "datasette"]
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, *program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=PATIENCE)) as connection:
            _wait(connection)
            yield process.pid, connection
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as trial:
        trial.bind((LOOPBACK, 0))
        port: int = trial.getsockname()[1]
        return port


def _wait(connection: http.client.HTTPConnection) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.connect()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _asked(connection: http.client.HTTPConnection, paths: Sequence[str]) -> list[float]:
    """Seconds that each page took."""
    took = []
    for path in [*paths[:WARM], *paths]:
        started = time.perf_counter()
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        took.append(time.perf_counter() - started)
        if response.status != OK:
            message = f"{path}: {response.status}"
            raise ValueError(message)
    return took[-len(paths) :]


def _note(stages: Stages, name: str, took: Sequence[float]) -> None:
    centiles = statistics.quantiles(took, n=100)
    stages.notes[name] = {"median": statistics.median(took), "p99": centiles[98]}
