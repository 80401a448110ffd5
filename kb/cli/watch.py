"""Looking again whenever curated text changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kb.reading.tree import BIBLIOGRAPHY

SECONDS = 0.5
"""Between two looks at the times of the files: some milliseconds of work, on any file system."""

State = Mapping[str, tuple[int, int]]
"""When each file changed last, and its size."""


def watch(
    root: Path,
    documents: Path | None,
    act: Callable[[], None],
    pause: Callable[[], None] = lambda: time.sleep(SECONDS),
) -> None:
    """Act now and after each change below `data/`, of the bibliography and of the documents.

    It has no end of its own: an interrupt ends it.
    """
    seen: State | None = None
    while True:
        now = dict(_state(root, documents))
        if now != seen:
            seen = now
            act()
        pause()


def _state(root: Path, documents: Path | None) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in (
        root / BIBLIOGRAPHY,
        *_below(root / "data"),
        *(_below(documents) if documents else ()),
    ):
        try:
            status = path.stat()
        except OSError:  # gone since it was listed, or not there yet
            continue
        yield str(path), (status.st_mtime_ns, status.st_size)


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, but what is hidden: files being written are."""
    for path in folder.rglob("*"):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not is_hidden and path.is_file():
            yield path
