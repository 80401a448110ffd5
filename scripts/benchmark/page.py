"""The measurements as a page of Markdown."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from scripts.benchmark import api, importing, lake
from scripts.benchmark.exports import FORMATS, SHELL, UTILS, VIEW
from scripts.benchmark.process import Record

Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Measurements:
    """All that was measured: times in s, sizes in MB."""

    claims: int
    check: Record
    check_floor: Record
    help: float
    help_floor: float
    compiled: dict[str, Record]
    read_floor: Record
    insert_floor: Record
    megabytes: float
    in_process: Record
    served: dict[str, Record]
    exports: dict[str, Record]
    lake: dict[str, Record]
    real: dict[str, Record]
    real_pages: Record
    summarised: int
    summaries: dict[str, Record]
    build: Record
    rebuilt: Record
    again: dict[str, Record]
    set_up: float
    read: tuple[int, int]
    reading: dict[str, Record]
    python: dict[str, Record]
    imports: dict[str, dict[str, Record]]


def markdown(found: Measurements) -> str:
    """The whole page."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Measurements) -> Iterator[str]:
    yield from ("# Performance", "", "Written by `scripts/bench`; not edited by hand.", "")
    yield _machine()
    yield (
        "Absolute times of a shared machine vary by half; ratios to a floor that was measured in "
        "the same run vary less. A floor does the unavoidable part and nothing else."
    )
    yield from ("", "## What is promised", "", *_table(_promises(found)))
    yield from ("", "## Check and build of the real data, by stage", "")
    yield (
        "One process, imports left out. Synthesis, figures and audits are parts of the build, "
        "measured once more by themselves."
    )
    yield from ("", *_table(_real(found), ("stage", "CPU s", "share", "what")))
    yield from ("", f"## Check and build of {found.claims:,} claims, by stage", "")
    yield (
        f"{found.claims:,} claim files and {3 * found.claims:,} statements with a number each, "
        f"invented; the built file has {found.megabytes:.0f} MB. One process, imports left out."
    )
    yield from ("", *_table(_stages(found), ("stage", "CPU s", "peak MB", "beside the floor")))
    yield from ("", "## Pages", "", *_table(_pages(found), ("page", "median ms", "99 % ms", "how")))
    yield from ("", "## What a reader waits for", "")
    yield (
        "Over loopback and compressed as browsers ask for it, beside a plain Datasette (the same "
        "file, the same settings, without kb) which shows the row, or the rows, of the same kind. "
        "Chromium paints the first time with an empty cache."
    )
    head = ("page of the real data", "median ms, 99 %", "kB, sent", "plain Datasette; first paint")
    yield from ("", *_table(_read(found), head))
    head = ("page, by claims", "median ms", "99 % ms", "plain Datasette, median ms")
    yield from ("", *_table(_grown(found), head))
    yield from ("", "## Exports", "")
    yield (
        f"Every row of `{VIEW}` of the same file, {3 * found.claims:,} of them, by a command each, "
        "its start included."
    )
    yield from ("", *_table(_exports(found), ("by", "rows a second", "peak MB", "what")))
    yield from lake_section(found.lake, found.claims)
    yield from _imports(found)
    yield from ("", "## From Python", "")
    yield (
        f"`import kb` on the same file, in milliseconds, median of several; {api.WAYS[1]} gives "
        f"tuples, {api.WAYS[2]} dictionaries, kb typed records."
    )
    yield from ("", *_table(api.lines(found.python), ("what", *api.WAYS)))
    yield from ("", "## Why the settings of the server are as they are", "", *_settings())


def lake_section(found: Mapping[str, Record], claims: int) -> Iterator[str]:
    """What a lake costs, and questions to it beside the built file."""
    yield from ("", "## A lake", "")
    yield (
        f"`kb export lake` of a file of {claims:,} claims, and the same SQL put to the file and, "
        "by DuckDB in a process of its own, to the lake: wall clock, medians but for the first."
    )
    yield from ("", *_table(lake.rows(found), lake.HEAD))
    yield from ("", *_table(lake.answers(found), lake.ASKED))


def _imports(found: Measurements) -> Iterator[str]:
    yield from ("", "## Imports", "")
    yield (
        "`kb import` of a set, beside the same rows put in plainly: of published tables `csv` and "
        "`executemany` into four tables with foreign keys, three indexes and search; of invented "
        "claims the rows of all tables as they are, with every index, search and facet."
    )
    head = ("set", "CPU s", "peak MB", "beside the floor")
    yield from ("", *_table(importing.rows(found.imports), head))


def _machine() -> str:
    parts = (
        f"{os.cpu_count()} cores, {platform.system()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        f"Datasette {version('datasette')}, SQLAlchemy {version('sqlalchemy')}.",
    )
    return ", ".join(parts)


def _table(
    rows: Iterator[Row], head: Row = ("what", "measured", "promised", "beside the floor")
) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---|---|---|---|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _promises(found: Measurements) -> Iterator[Row]:
    cpu = sum(stage["cpu"] for stage in found.compiled.values())
    wall = sum(stage["wall"] for stage in found.compiled.values())
    peak = max(stage["peak"] for stage in found.compiled.values())
    yield (
        "`kb check` of the real data, CPU after imports",
        f"{found.check['cpu']:.2f} s",
        "< 1 s",
        _times(found.check["cpu"], found.check_floor["cpu"], "libyaml's loader alone"),
    )
    yield (
        "`kb --help`, wall clock",
        f"{found.help:.2f} s",
        "< 0.3 s",
        _times(found.help, found.help_floor, "Python that imports click"),
    )
    yield (
        f"check and build of {found.claims:,} claims",
        f"{wall:.1f} s ({cpu:.1f} s CPU)",
        "< 12 s",
        _times(cpu, found.read_floor["cpu"] + found.insert_floor["cpu"], "both floors below"),
    )
    yield ("its peak memory", f"{peak:.0f} MB", "< 500 MB", "")
    yield from _promised_pages(found)
    yield (
        "`kb build` of the real data, CPU with start and imports",
        f"{found.build['cpu']:.2f} s",
        "< 6 s",
        "",
    )
    yield ("the same, wall clock", f"{found.build['wall']:.2f} s", "", "")
    yield (
        "from a change of one claim to the rebuilt file, wall clock",
        f"{found.rebuilt['wall']:.2f} s ({found.rebuilt['cpu']:.2f} s CPU)",
        "< 2 s",
        "",
    )
    yield from _again(found)
    yield from _summaries(found)
    yield from api.promises(found.python)
    yield ("set-up before a script, second time", f"{found.set_up:.2f} s", "< 5 s", "")


def _again(found: Measurements) -> Iterator[Row]:
    """Commands on text that was built already."""
    kinds = {
        "checked": ("`kb check` of {} claims, none changed", "< 0.5 s"),
        "built": ("`kb build` of {} claims, none changed", "< 0.5 s"),
        "changed": ("`kb build` of {} claims, one changed", "< 1.5 s"),
    }
    for name, (what, promised) in kinds.items():
        took = found.again[name]
        measured = f"{took['wall']:.2f} s ({took['cpu']:.2f} s CPU)"
        yield (what.format(f"{found.claims:,}"), measured, promised, "")


def _promised_pages(found: Measurements) -> Iterator[Row]:
    """The page of a claim, among ever more of them."""
    page = found.served["claim page"]["median"]
    yield (
        f"a claim's page among {found.claims:,}, median",
        f"{page * 1000:.1f} ms",
        "< 15 ms",
        _times(page, found.served["row page"]["median"], "Datasette's own page of the row"),
    )
    for size, claims, promised in zip(
        ("smaller", "larger"), found.read, ("< 12 ms, < 40 ms", "< 25 ms, "), strict=True
    ):
        took = found.reading[f"{size} claim"]
        yield (
            f"the same among {claims:,}, median and 99th of 100",
            f"{took['median'] * 1000:.1f} ms, {took['p99'] * 1000:.1f} ms",
            promised.rstrip(", "),
            _times(took["median"], found.reading[f"plain {size} claim"]["median"], "likewise"),
        )


def _summaries(found: Measurements) -> Iterator[Row]:
    kinds = {
        "summary": (f"evidence summary of {found.summarised:,} claims as PDF", "< 20 s"),
        "sheets": (f"claim sheets of {found.summarised:,} claims as PDF", "< 20 s"),
        "real sheets": ("claim sheets of the real data as PDF, with plots", ""),
    }
    for name, (what, promised) in kinds.items():
        took = found.summaries[name]
        yield (what, f"{took['wall']:.1f} s ({took['cpu']:.1f} s CPU)", promised, "")


def _real(found: Measurements) -> Iterator[Row]:
    inside = {
        "synthesis": "part of the build: findings compared and pooled, each claim",
        "figures": "part of the build: pictures of findings and of what is said, as SVG",
        "audits": "part of the build: every statement against its evidence",
    }
    whole = sum(stage["cpu"] for name, stage in found.real.items() if name not in inside)
    for name, stage in found.real.items():
        share = f"{stage['cpu'] / whole:.0%}"
        yield (name, f"{stage['cpu']:.3f}", share, inside.get(name, ""))


def _stages(found: Measurements) -> Iterator[Row]:
    floors = {
        "read and validate": (found.read_floor, "libyaml's loader, without places and checks"),
        "build": (found.insert_floor, "the same rows by `executemany`, without index or search"),
    }
    for name, stage in found.compiled.items():
        floor = floors.get(name)
        beside = _times(stage["cpu"], floor[0]["cpu"], floor[1]) if floor else ""
        yield (name, f"{stage['cpu']:.1f}", f"{stage['peak']:.0f}", beside)


def _pages(found: Measurements) -> Iterator[Row]:
    kinds = {
        "claim page": "kb's page of a claim, over loopback, one connection",
        "list of claims": "likewise, 50 of those chosen, with the counts of all facets",
        "row page": "the same claim's row in Datasette without kb, likewise",
    }
    for name, how in kinds.items():
        yield _page(name, found.served[name], how)
    yield _page("claim page", found.in_process, "by Datasette's client in one process")
    how = "likewise, of the real data, with evidence, plot and gaps"
    yield _page("real claim page", found.real_pages, how)


KINDS = ("home", "list of claims", "claim", "document", "gaps", "search")


def _read(found: Measurements) -> Iterator[Row]:
    for name in KINDS:
        ours, plain = found.reading[f"real {name}"], found.reading[f"plain real {name}"]
        paint = found.reading.get(f"painted {name}")
        painted = f"{paint['median']:.2f} s" if paint else "not measured: no chromium"
        yield (
            name,
            f"{ours['median'] * 1000:.1f}, {ours['p99'] * 1000:.1f}",
            f"{ours['bytes'] / 1000:.0f}, {ours['sent'] / 1000:.1f}",
            f"{plain['median'] * 1000:.1f} ms, {plain['bytes'] / 1000:.0f} kB; {painted}",
        )


def _grown(found: Measurements) -> Iterator[Row]:
    for size, claims in zip(("smaller", "larger"), found.read, strict=True):
        for name in ("claim", "list of claims", "search"):
            ours, plain = (found.reading[f"{who}{size} {name}"] for who in ("", "plain "))
            yield _page(f"{name}, {claims:,}", ours, f"{plain['median'] * 1000:.1f}")


def _exports(found: Measurements) -> Iterator[Row]:
    for name in FORMATS:
        yield _export(f"`kb export {name}`", found.exports[name], "")
    yield _export(f"`{SHELL}`", found.exports.get(SHELL), "SQLite's own shell, where there is one")
    yield _export(f"`{UTILS}`", found.exports[UTILS], "sqlite-utils")


def _export(name: str, took: Record | None, what: str) -> Row:
    if took is None:
        return (name, "–", "–", what)
    return (name, f"{round(took['rows'], -2):,.0f}", f"{took['peak']:.0f}", what)


def _page(name: str, took: Record, how: str) -> Row:
    return (name, f"{took['median'] * 1000:.1f}", f"{took['p99'] * 1000:.1f}", how)


def _times(value: float, floor: float, what: str) -> str:
    return f"{value / floor:.1f} × {what}"


def _settings() -> Iterator[str]:
    yield "`kb serve` sets these of Datasette's settings. Here are reasons, no measurements:"
    yield ""
    yield "- `suggest_facets off`: else each page of a large table tries every column as a facet."
    yield "- `facet_time_limit_ms 1000`: facets asked for get more time than Datasette's 200 ms."
    yield "- `sql_time_limit_ms 2000`: so do queries, which Datasette stops after 1000 ms."
    yield "- `max_csv_mb 0`: an export is never cut in silence."
    yield "- `default_page_size 50`: a page that a person reads; Datasette's has 100 rows."
    yield "- immutable files with an inspect file: no table is counted while a page waits."
