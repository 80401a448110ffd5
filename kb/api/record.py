"""What all records share: they are frozen rows with names, and know where they came from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from kb.api import notebook
from kb.api.error import ClosedError
from kb.api.table import Row, Table

if TYPE_CHECKING:
    from kb.api.base import Base

LONGEST = 70
"""Characters of a record's words that a line tells."""


class Record:
    """A row of a knowledge base: a named tuple that leads to the records beside it.

    Two records are equal when all their fields are. A record can be pickled; what comes back
    belongs to no knowledge base.
    """

    __slots__ = ()
    table: ClassVar[Table]
    """What is known of records of this kind."""
    page: ClassVar[str] = ""
    """The kind of page that the site has of it; empty if it has none."""
    _base: ClassVar[Base | None] = None

    def __init_subclass__(cls) -> None:
        """Tell in the class's own documentation what its fields hold."""
        told = cls.__doc__ or ""
        _, mark, fields = (cls.__base__.__doc__ or "").partition("Parameters\n")
        if mark and mark not in told:
            cls.__doc__ = f"{told}\n\n    {mark}{fields}"

    @classmethod
    def of(cls, base: Base) -> Callable[[Row], Self]:
        """Makes records of a knowledge base from rows: they know it without each holding it."""
        belonging = {"__slots__": (), "_base": base, "__doc__": cls.__doc__}
        own = type(cls.__name__, (cls,), belonging)
        return cast("Callable[[Row], Self]", partial(tuple.__new__, own))

    @property
    def base(self) -> Base:
        """The knowledge base that it belongs to.

        Raises
        ------
        ClosedError
            If it was made apart from one.
        """
        if self._base is None:
            message = f"this {self.table.one} belongs to no open knowledge base"
            raise ClosedError(message, "ask the knowledge base for it by its id")
        return self._base

    @property
    def id(self) -> str:
        """Its id, whatever its field is called."""
        return str(getattr(self, self.table.key))

    def to_dict(self) -> dict[str, Any]:
        """Its fields by name."""
        return dict(zip(self.table.columns, self._row, strict=True))

    def _ids(self, sql: str) -> list[str]:
        """Ids that a query finds for its own."""
        return [row[0] for row in self.base.connection.execute(sql, [self.id])]

    @property
    def _row(self) -> Row:
        return tuple(cast("Row", self))

    def _title(self) -> str:
        told = str(getattr(self, self.table.title) or "")
        return told if len(told) <= LONGEST else f"{told[:LONGEST].rstrip()}…"

    def __repr__(self) -> str:
        """Its kind, id and words."""
        return f"<{type(self).__name__} {self.id}: {self._title()}>"

    def _repr_html_(self) -> str:
        """Its fields as a table, for notebooks."""
        link = self.base.linker(self.page)
        head = f"<p>{notebook.linked(link(self.id), self.id)}</p>" if link else ""
        return head + notebook.fields(self.to_dict().items())

    def __reduce__(self) -> tuple[Callable[..., Self], Row]:
        """Its class as everyone knows it, and its fields."""
        known = next(one for one in type(self).__mro__ if one._base is None)  # type: ignore[attr-defined]  # noqa: SLF001 - records come first
        return cast("Callable[..., Self]", known), self._row
