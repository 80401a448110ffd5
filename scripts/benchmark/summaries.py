"""Summaries as PDF, each as a command of its own."""

from __future__ import annotations

from pathlib import Path

from scripts.benchmark.process import Record, apart, cost


def summaries(kb: Path, real: tuple[Path, Path], folder: Path, claims: int) -> dict[str, Record]:
    """Wall clock and CPU, start included: of so many invented claims, and of the real data.

    The real data are given by their folder and their built file.
    """
    root, built = folder / "some", folder / "some.db"
    apart("scripts.benchmark.work:generate", root, str(claims))
    apart("scripts.benchmark.work:compile_all", root, built)
    return {
        "summary": _written(kb, root, built, "evidence"),
        "sheets": _written(kb, root, built, "claim"),
        "real sheets": _written(kb, *real, "claim"),
    }


def _written(kb: Path, root: Path, built: Path, sheet: str) -> Record:
    target = built.with_suffix(".pdf")
    words = ("--sheet", sheet, "--format", "pdf", "--force", "--quiet", "-o", target)
    return cost([kb, "export", "summary", "--root", root, "--db", built, *words], 1)
