"""What a knowledge base costs as it grows: rows, bytes, time to make it, and what readers wait."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from datasette.app import Datasette

from kb.cli.serve import inspected
from kb.database.claim_index import ClaimIndex
from kb.database.filters import Filters
from kb.database.reader import connect
from kb.database.search import search
from kb.site.warming import visited
from scripts.benchmark import readers
from scripts.benchmark.million import FREQUENT, RARE, write
from scripts.benchmark.pages import settings
from scripts.benchmark.process import Record, Stages, apart

SIZES = (1_000, 10_000, 100_000, 1_000_000, 3_000_000)
BEYOND = 10_000_000
CROWDED = 100_000
TIMES = 15
"""How often each thing is asked for its median."""
HEADING = "## From a thousand claims to ten million"
T = TypeVar("T")
THREE = ("population", "outcome", "verdict")
PAGES = {
    "claim page": "/claims/claim-{claim}",
    "its JSON": "/{base}/claim_overview.json?_shape=array&claim_id__exact=claim-{claim}",
    "home": "/",
    "list of claims": "/claims?population=population-{few}&direction=increase",
    "search": "/search?q=fern{word}+moss{word}",
    "doses": "/doses?population=population-{few}",
    "gaps": "/gaps",
}
"""Addresses by what they show."""


def section(folder: Path, sizes: Sequence[int] = SIZES) -> str:
    """Measure all sizes, and many readers of the one nearest to 100,000 claims; as Markdown."""
    text = list(lines(measured(folder, sizes)))
    built = folder / "readers.db"
    size = min(sizes, key=lambda each: abs(each - CROWDED))
    apart("scripts.benchmark.growth:made", built, str(size))
    text += ["", f"Many readers at once of {size:,} claims, of mixed pages, over loopback:", ""]
    text += readers.lines(readers.measured(built), readers.READERS, readers.SECONDS)
    return "\n".join(text) + "\n"


def measured(folder: Path, sizes: Sequence[int] = SIZES) -> dict[int, dict[str, Record]]:
    """Notes of `made` and `asked` of a file of each size; the file is taken away again."""
    found = {}
    for claims in sizes:
        built = folder / f"growth-{claims}.db"
        found[claims] = apart("scripts.benchmark.growth:made", built, str(claims))
        found[claims] |= apart("scripts.benchmark.growth:asked", built)
        for path in (built, built.with_suffix(".inspect.json")):
            path.unlink()
    return found


def made(stages: Stages, built: str, claims: str) -> None:
    """Write the rows of a file, then all that follows them."""
    path = Path(built)
    stages.note("make", lambda: write(path, int(claims)))
    with closing(connect(path)) as connection:
        sql = "select name from sqlite_master where type = 'table' and sql not like '%fts%'"
        names = [row[0] for row in connection.execute(sql) if not row[0].startswith("sqlite_")]
        rows = sum(_count(connection, name) for name in names)
    stages.notes["size"] = {"rows": rows, "bytes": path.stat().st_size}


def asked(stages: Stages, built: str) -> None:
    """Searches and facets, then pages by Datasette's own client; medians in CPU seconds."""
    path = Path(built)
    with closing(connect(path)) as connection:
        stages.notes |= _searched(connection)
        stages.notes |= _counted(connection)
        (claims,) = connection.execute("select count(*) from claim").fetchone()
    stages.notes |= asyncio.run(_visited(path, claims))


def _searched(connection: sqlite3.Connection) -> dict[str, Record]:
    chance = random.Random(0)  # noqa: S311 - no secret
    rare = [
        " ".join(f"{word}{chance.randrange(1000, 2000)}" for word in RARE) for _ in range(TIMES)
    ]
    return {
        "two rare words": _cost(lambda words: search(connection, words), rare),
        "a frequent word": _cost(lambda words: search(connection, words), [FREQUENT] * TIMES),
    }


def _counted(connection: sqlite3.Connection) -> dict[str, Record]:
    """Three facets, of which one is narrowed; and what the planner's best way costs."""
    index = ClaimIndex(connection)

    def ask(number: int) -> object:
        filters = Filters("", {"population": (f"population-{number % 20}",)})
        chosen = index.choose(connection, filters, "said")
        return [chosen.counted(name, filters.chosen.get(name, ()), 30) for name in THREE]

    joined = """select c.population, c.outcome, v.rating, count(*) from claim c
        left join verdict v on v.claim = c.id group by 1, 2, 3 order by 4 desc limit 30"""
    return {
        "three facets": _cost(ask, range(TIMES)),
        "joined in SQL": _cost(lambda _: connection.execute(joined).fetchall(), range(1)),
    }


async def _visited(built: Path, claims: int) -> dict[str, Record]:
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it tells of each page
    inspect = json.loads(inspected(built).read_text("utf-8"))
    datasette = Datasette(immutables=[str(built)], settings=settings(), inspect_data=inspect)
    await datasette.invoke_startup()
    started = time.process_time()
    await visited(datasette.kb_site)
    found: dict[str, Record] = {"first look": {"cpu": time.process_time() - started}}
    chance = random.Random(0)  # noqa: S311 - no secret
    for name, pattern in PAGES.items():
        took = []
        for number in range(TIMES + 1):
            given = {"base": built.stem, "few": number % 20, "word": 1000 + number}
            path = pattern.format(claim=chance.randrange(claims), **given)
            started = time.process_time()
            response = await datasette.client.get(path)
            took.append(time.process_time() - started)
            if response.status_code != 200:  # noqa: PLR2004 - all is well
                message = f"{path}: {response.status_code}"
                raise ValueError(message)
        found[name] = {"cpu": statistics.median(took[1:])}
    return found


def _count(connection: sqlite3.Connection, table: str) -> int:
    n: int = connection.execute(f'select count(*) from "{table}"').fetchone()[0]  # noqa: S608
    return n


def _cost(ask: Callable[[T], object], given: Iterable[T]) -> Record:
    """Median CPU in s, of the first time apart."""
    took = []
    for each in given:
        started = time.process_time()
        ask(each)
        took.append(time.process_time() - started)
    return {"cpu": statistics.median(took[1:] or took), "first": took[0]}


SHOWN: Mapping[str, tuple[str, str, float]] = {
    "rows, million": ("size", "rows", 1e-6),
    "file, MB": ("size", "bytes", 1e-6),
    "made in, s": ("make", "cpu", 1),
    "peak memory, MB": ("make", "peak", 1),
    "search, two rare words, ms": ("two rare words", "cpu", 1e3),
    "search, a word of one claim in ten, ms": ("a frequent word", "cpu", 1e3),
    "population × outcome × verdict, narrowed, ms": ("three facets", "cpu", 1e3),
    "the same joined and grouped in SQL, ms": ("joined in SQL", "cpu", 1e3),
    "server's first look at everything, s": ("first look", "cpu", 1),
    **{f"{name}, ms": (name, "cpu", 1e3) for name in PAGES},
}
"""What is told, by its heading: of which note which value, and how large its unit is."""


def lines(found: Mapping[int, Mapping[str, Record]]) -> Iterator[str]:
    """The section as Markdown: a column for each size, and one that goes beyond by a fit."""
    sizes = sorted(found)
    yield from (HEADING, "")
    yield (
        "Invented claims as above, with verdicts, gaps and studies, written row by row "
        "by `scripts/bench --growth`. CPU time; medians after the first. The last column "
        "was not measured: it goes on as a power of the size from the last two that were."
    )
    heads = [f"{size:,} claims" for size in sizes]
    yield from ("", f"| what | {' | '.join(heads)} | {BEYOND:,}, by fit |")
    yield "|---|" + "---|" * (len(sizes) + 1)
    for what, (note, value, scale) in SHOWN.items():
        values = [found[size][note][value] * scale for size in sizes]
        told = [f"{each:,.3g}" if each < 100 else f"{each:,.0f}" for each in values]  # noqa: PLR2004
        yield f"| {what} | {' | '.join(told)} | {beyond(sizes, values):,.0f} |"


def beyond(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The value at ten million claims, if it goes on growing as between the last two sizes."""
    (small, large), (before, last) = sizes[-2:], values[-2:]
    power = math.log(last / before) / math.log(large / small)
    return float(last * (BEYOND / large) ** power)
