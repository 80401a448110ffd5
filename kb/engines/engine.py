"""What every engine over a lake gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from kb.database.reader import ROWS, SECONDS, Answer
from kb.engines.lake import LakeFolder

Parameters = Mapping[str, object] | Sequence[object]
Row = tuple[object, ...]


class Engine(Protocol):
    """An engine that has the tables and the stable views of a lake, for any number of threads."""

    @property
    def lake(self) -> LakeFolder:
        """The lake."""

    def query(
        self,
        sql: str,
        parameters: Mapping[str, object] | None = None,
        *,
        seconds: float = SECONDS,
        limit: int = ROWS,
    ) -> Answer:
        """Run one SELECT of unknown origin, in the engine's own SQL: nothing but reading.

        Raises
        ------
        QueryError
            With a sentence that says what was wrong.
        """

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows of a query of kb's own, which is in the SQL of SQLite.

        Raises
        ------
        QueryError
            If the engine does not understand it.
        """

    def close(self) -> None:
        """Give back what it holds; closing twice does nothing."""
