"""Measure kb, print what was found, and write docs/performance.md."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kb.database.reader import connect
from scripts.benchmark import growth, importing
from scripts.benchmark.api import api
from scripts.benchmark.change import again, rebuilt
from scripts.benchmark.exports import exports
from scripts.benchmark.lake import lake
from scripts.benchmark.page import Measurements, lake_section, markdown
from scripts.benchmark.process import ROOT, apart, cost
from scripts.benchmark.reading import measured
from scripts.benchmark.summaries import summaries

PAGE = ROOT / "docs" / "performance.md"
PYTHON = ROOT / ".venv" / "bin" / "python"
KB = PYTHON.with_name("kb")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured, and which knowledge base stands for the real data."""

    root: Path
    claims: int
    pages: int
    repeats: int
    summarised: int
    read: tuple[int, int]
    imported: tuple[int, Path | None]


WHOLE = Size(
    root=ROOT,
    claims=10_000,
    pages=500,
    repeats=10,
    summarised=500,
    read=(1_000, 100_000),
    imported=(1_000_000, importing.ARCHIVE),
)
QUICK = Size(
    root=ROOT / "tests" / "corpus_full",
    claims=30,
    pages=3,
    repeats=1,
    summarised=5,
    read=(20, 40),
    imported=(20, None),
)


def measure(size: Size, folder: Path) -> Measurements:
    """Everything, one after the other: what runs beside each other disturbs each other."""
    large, built, real = folder / "large", folder / "large.db", folder / "real.db"
    apart("scripts.benchmark.work:generate", large, str(size.claims))
    return Measurements(
        claims=size.claims,
        check=apart("scripts.benchmark.work:check", size.root)["check"],
        check_floor=apart("scripts.benchmark.work:read_yaml", size.root)["floor"],
        help=cost([KB, "--help"], size.repeats)["wall"],
        help_floor=cost([PYTHON, "-c", "import click"], size.repeats)["wall"],
        compiled=apart("scripts.benchmark.work:compile_all", large, built),
        read_floor=apart("scripts.benchmark.work:read_yaml", large)["floor"],
        insert_floor=apart("scripts.benchmark.work:insert_rows", built, folder / "floor.db")[
            "floor"
        ],
        megabytes=built.stat().st_size / 1e6,
        in_process=apart("scripts.benchmark.pages:in_process", built, str(size.pages))[
            "in process"
        ],
        served=apart("scripts.benchmark.pages:over_loopback", built, str(size.pages)),
        exports=exports(large, built),
        lake=lake(built, folder / "lake", size.repeats),
        python=api(built, PYTHON, size.repeats),
        real=apart("scripts.benchmark.work:compile_real", size.root, real),
        real_pages=apart("scripts.benchmark.pages:in_process", real, str(size.pages))["in process"],
        read=size.read,
        reading=measured(real, folder, size.read, size.pages, size.repeats),
        summarised=size.summarised,
        summaries=summaries(KB, (size.root, real), folder, size.summarised),
        build=cost([KB, "build", "--root", size.root, "--db", folder / "kb.db"], size.repeats),
        rebuilt=rebuilt(KB, size.root, folder / "changed", size.repeats),
        imports=importing.measured(folder, *size.imported),
        again=again(KB, large, min(size.repeats, 3)),
        set_up=cost([PYTHON, "scripts/setup.py", "dev"], size.repeats)["wall"],
    )


def _kept(*, before: bool) -> str:
    """Of the page what stands before the section on growth, or from there on."""
    text = PAGE.read_text("utf-8")
    head, found, rest = text.partition(f"\n{growth.HEADING}")
    return f"{head.rstrip()}\n\n" if before else f"\n{growth.HEADING}{rest}" if found else ""


def _of_lake(built: Path) -> str:
    """The section on lakes, of a file that is there."""
    with closing(connect(built)) as connection:
        (claims,) = connection.execute("select count(*) from claim").fetchone()
    with tempfile.TemporaryDirectory() as folder:
        found = lake(built, Path(folder) / "lake", 3)
    return "\n".join(lake_section(found, claims))


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small run that writes nothing")
    parser.add_argument(
        "--growth",
        metavar="N,N,…",
        type=lambda words: tuple(map(int, words.split(","))),
        help="only its own section: how costs grow to so many claims",
    )
    parser.add_argument(
        "--lake",
        metavar="FILE",
        type=Path,
        help="only its own section, of a built file; writes nothing",
    )
    given = parser.parse_args()
    if given.lake:
        print(_of_lake(given.lake))
        return
    is_quick = given.quick
    with tempfile.TemporaryDirectory() as folder:
        if given.growth:
            text = _kept(before=True) + growth.section(Path(folder), given.growth)
        else:
            text = markdown(measure(QUICK if is_quick else WHOLE, Path(folder)))
            text += "" if is_quick else _kept(before=False)
    print(text)
    if not is_quick:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, "utf-8")
        print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
