"""What a reader waits for: pages of kb beside those of a plain Datasette of the same file."""

from __future__ import annotations

import gzip
import http.client
import random
import re
import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from kb.corpus import load
from kb.database.build import build
from kb.database.facet import ORDERS
from kb.database.reader import connect
from scripts.benchmark.large import DIRECTIONS, write
from scripts.benchmark.pages import OK, WARM, served
from scripts.benchmark.process import Record, Stages, apart

PLAIN = 50
"""Pages of the plain Datasette that are enough for a median."""
PAINT = """new Promise(done => new PerformanceObserver(list => {
  const [paint] = list.getEntriesByName('first-contentful-paint');
  if (paint) done(paint.startTime);
}).observe({ type: 'paint', buffered: true }))"""


@dataclass(frozen=True, slots=True)
class Kind:
    """Addresses of pages of one kind, and of what a plain Datasette shows in their place."""

    name: str
    ours: Sequence[str]
    plain: Sequence[str]


def measured(
    real: Path, folder: Path, sizes: tuple[int, int], pages: int, visits: int
) -> dict[str, Record]:
    """Notes of `over_loopback` of the real data and of two larger ones, and of `painted`."""
    notes = apart("scripts.benchmark.reading:over_loopback", real, str(pages), "real")
    for name, claims in zip(("smaller", "larger"), sizes, strict=True):
        root, built = folder / name, folder / f"{name}.db"
        apart("scripts.benchmark.reading:compiled", root, built, str(claims))
        notes |= apart("scripts.benchmark.reading:over_loopback", built, str(pages), name)
        shutil.rmtree(root)
    return notes | apart("scripts.benchmark.reading:painted", real, str(visits))


def compiled(stages: Stages, root: str, target: str, claims: str) -> None:
    """A knowledge base of so many claims, built without being checked."""
    write(Path(root), int(claims))
    stages.note("build", lambda: build(load(Path(root))[0], Path(target)))


def kinds(built: Path, count: int) -> Iterator[Kind]:
    """The kinds of pages that are asked for, and so many addresses of each."""
    base, chance = f"/{built.stem}", random.Random(0)  # noqa: S311 - no secret
    with closing(connect(built)) as connection:
        texts = dict(connection.execute("select id, claim from claim order by id"))
        documents = [row[0] for row in connection.execute("select id from document order by id")]
        people = [row[0] for row in connection.execute("select distinct population from claim")]
    claims = chance.sample(sorted(texts), k=min(count, len(texts)))
    words = sorted(set(re.findall(r"\w{5,}", " ".join(texts[claim] for claim in claims))))
    asked = chance.choices(words, k=count)
    read = chance.choices(documents, k=count)
    table = f"{base}/claim_overview?_size=50&_sort=claim&direction={{}}"
    directions = chance.choices(DIRECTIONS, k=count)
    narrowed = [
        f"/claims?{query}direction={direction}&population={population}&sort={order}"
        for query, order, direction, population in product(
            ("", f"q={words[0]}&"), ORDERS, DIRECTIONS, sorted(filter(None, people))
        )
    ]
    yield Kind("home", ["/"] * count, [base] * count)
    yield Kind(
        "list of claims",
        chance.choices(narrowed, k=count),
        [table.format(way) for way in directions],
    )
    yield Kind("claim", _each("/claims/{}", claims), _each(f"{base}/claim/{{}}", claims))
    yield Kind("document", _each("/documents/{}", read), _each(f"{base}/document/{{}}", read))
    yield Kind("gaps", ["/gaps"] * count, [f"{base}/gap_report?_size=25"] * count)
    yield Kind("search", _each("/search?q={}", asked), _each(f"{base}/claim?_search={{}}", asked))


def _each(path: str, values: Sequence[str]) -> list[str]:
    return [path.format(value) for value in values]


def over_loopback(stages: Stages, built: str, count: str, name: str) -> None:
    """Every kind of page of kb's site, then of Datasette without kb."""
    asked = list(kinds(Path(built), int(count)))
    with served(Path(built)) as connection:
        for kind in asked:
            stages.notes[f"{name} {kind.name}"] = _cost(connection, kind.ours)
    with served(Path(built), plain=True) as connection:
        for kind in asked:
            stages.notes[f"plain {name} {kind.name}"] = _cost(connection, kind.plain[:PLAIN])


def _cost(connection: http.client.HTTPConnection, paths: Sequence[str]) -> Record:
    """Seconds that a page took, and the bytes of a middling one, as such and as sent."""
    for path in paths[:WARM]:
        _get(connection, path)
    answers = [_get(connection, path) for path in paths]
    centiles = statistics.quantiles((took for took, _, _ in answers), n=100)
    return {
        "median": centiles[49],
        "p99": centiles[98],
        "bytes": statistics.median(whole for _, whole, _ in answers),
        "sent": statistics.median(sent for _, _, sent in answers),
    }


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[float, int, int]:
    """Seconds, bytes of the page, bytes that were sent."""
    started = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    took = time.perf_counter() - started
    if response.status != OK:
        message = f"{path}: {response.status}"
        raise ValueError(message)
    is_small = response.getheader("Content-Encoding") == "gzip"
    return took, len(gzip.decompress(body)) if is_small else len(body), len(body)


def painted(stages: Stages, built: str, visits: str) -> None:
    """Seconds to the first paint in Chromium, with an empty cache at each visit."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    addresses = {kind.name: kind.ours[0] for kind in kinds(Path(built), WARM)}
    with served(Path(built)) as connection, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in addresses.items():
            took = []
            for _ in range(int(visits)):
                page = browser.new_page()
                page.goto(f"http://{connection.host}:{connection.port}{path}")
                took.append(page.evaluate(PAINT) / 1000)
                page.close()
            stages.notes[f"painted {name}"] = {"median": statistics.median(took)}
        browser.close()
