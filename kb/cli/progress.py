"""A progress line on a terminal; nothing in pipes."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

SHORTEST = 200
"""Things to do below which a bar would only flicker, unless there are bars already."""


class Progress:
    """Call it with a label, how many are done and how many there are; use it in `with`.

    Parameters
    ----------
    in_bytes
        Whether what is counted is bytes: then it is told how many of them are done in a second.
    """

    def __init__(self, *, in_bytes: bool = False) -> None:
        self._in_bytes = in_bytes
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}
        self._is_shown = sys.stderr.isatty()

    def __call__(self, label: str, done: int, of: int) -> None:
        """Note how far a piece of work is."""
        if not self._is_shown or (of < SHORTEST and self._bar is None):
            return
        bar = self._bar or self._open()
        if label not in self._tasks:
            self._tasks[label] = bar.add_task(label, total=of)
        bar.update(self._tasks[label], completed=done)

    def _open(self) -> Bar:
        from rich.console import Console  # noqa: PLC0415 - only where a bar is shown
        from rich.progress import Progress as Bar  # noqa: PLC0415
        from rich.progress import TransferSpeedColumn  # noqa: PLC0415

        speed = (TransferSpeedColumn(),) if self._in_bytes else ()
        columns = (*Bar.get_default_columns(), *speed)
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._bar.start()
        return self._bar

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self.close()
