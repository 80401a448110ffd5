"""Names of columns, each one only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kb.importing.reading.notices import Notices


def unique(cells: Sequence[str], file: str, line: int, notices: Notices) -> tuple[str, ...]:
    """A name for each column; those that are empty or repeated get one of their own, and are told.

    The third of six columns is `column_3` where it has no name, a second `dose` is `dose_2`.
    """
    names = Counter[str]()
    called: list[str] = []
    given = {cell.strip() for cell in cells}
    for number, cell in enumerate(cells, 1):
        name = cell.strip()
        if not name:
            name = _free(f"column_{number}", given)
            message = f"column {number} has no name; it is called `{name}`"
            notices.tell(file, line, "empty-column-name", message)
        elif name in names:
            name = _free(f"{name}_{names[name] + 1}", given)
            message = f"column {number} is a second `{cell.strip()}`; it is called `{name}`"
            notices.tell(file, line, "repeated-column-name", message)
        given.add(name)
        names[cell.strip()] += 1
        called.append(name)
    return tuple(called)


def _free(name: str, taken: set[str]) -> str:
    """The name, with lines below it for as long as another column has it."""
    while name in taken:
        name += "_"
    return name
