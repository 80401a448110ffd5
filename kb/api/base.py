"""A knowledge base that is open for reading."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, Unpack, overload

from kb.api.answer import Answer
from kb.api.chooser import checked_limit
from kb.api.condition import sought, words
from kb.api.error import QueryError, TruncatedWarning
from kb.api.filters.arm import ArmFilters
from kb.api.filters.change import ChangeFilters
from kb.api.filters.claim import Asked, ClaimFilters
from kb.api.filters.document import DocumentFilters
from kb.api.filters.domain import DomainFilters
from kb.api.filters.dose import DoseFilters
from kb.api.filters.evidence import EvidenceFilters
from kb.api.filters.figure import FigureFilters
from kb.api.filters.finding import FindingFilters
from kb.api.filters.gap import GapFilters
from kb.api.filters.guidance import GuidanceFilters
from kb.api.filters.quantity import QuantityFilters
from kb.api.filters.source import SourceFilters
from kb.api.filters.statement import StatementFilters
from kb.api.filters.study import StudyFilters
from kb.api.filters.synthesis import SynthesisFilters
from kb.api.filters.term import TermFilters
from kb.api.filters.verdict import VerdictFilters
from kb.api.filters.version import VersionFilters
from kb.database import reader
from kb.database.search import search
from kb.exports.about import About

if TYPE_CHECKING:
    from kb.analysis.pooling import Pooled
    from kb.api.checking import Checked
    from kb.api.file import File
    from kb.api.lake import LakeFile
    from kb.api.records.claim import Claim

Bytes = Literal["docx", "pdf"]
Text = Literal["md", "html"]
Sheet = Literal["fitting", "claim", "claim-full", "evidence", "document", "practice"]


class Base(
    ClaimFilters,
    StatementFilters,
    QuantityFilters,
    DocumentFilters,
    StudyFilters,
    ArmFilters,
    FindingFilters,
    EvidenceFilters,
    SynthesisFilters,
    DoseFilters,
    GapFilters,
    GuidanceFilters,
    SourceFilters,
    TermFilters,
    VerdictFilters,
    DomainFilters,
    FigureFilters,
    VersionFilters,
    ChangeFilters,
):
    """A knowledge base that is open for reading, as `kb.open` gives it.

    It never changes, and may be used by many threads at a time; in async code, call it by
    `asyncio.to_thread`. It is closed by `close` or at the end of a `with` block.
    """

    def __init__(self, file: File | LakeFile, site: str = "") -> None:
        super().__init__()
        self._file = file
        self._site = site

    @property
    def path(self) -> Path:
        """The built file, or the lake."""
        return self._file.path

    @property
    def about(self) -> About:
        """What it says of itself: title, licence, digest, whether it is private."""
        return self._file.about

    def close(self) -> None:
        """Close it for all threads; closing twice does nothing."""
        self._file.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def search(self, text: str, limit: int = 20) -> list[Claim]:
        """Claims by words in any order and inflection, best first, as `kb search` finds them.

        Examples
        --------
        >>> [claim.claim_id for claim in base.search("wrist pain", limit=1)]
        ['wrist-pain-unchanged']
        """
        most = checked_limit(limit) or 0
        found = search(self.connection, sought(text), "claim", most)
        return [self.claim(one) for one in found]

    def check_text(self, text: str, limit: int = 3) -> list[Checked]:
        """The sentences of a text, each with the claims that it resembles, as `kb check-text`.

        Examples
        --------
        >>> [checked] = base.check_text("Cold water eases wrist pain by 60 %.")
        >>> checked.numbers
        ('60 %',)
        """
        from kb.api.checking import check  # noqa: PLC0415 - only this needs it

        return check(self, words("text", text), limit)

    def sql(
        self,
        query: str,
        *,
        limit: int = reader.ROWS,
        seconds: float = reader.SECONDS,
        **parameters: object,
    ) -> Answer:
        """The rows of one SELECT, within the limits of `kb query`; `:name` takes its parameter.

        A lake takes the SQL of its engine, in which DuckDB's parameters are `$name`.

        Raises
        ------
        QueryError
            With a sentence that says what was wrong.

        Examples
        --------
        >>> base.sql("select count(*) as n from claim where kind = :kind", kind="effect")[0]["n"]
        3
        """
        most = checked_limit(limit) or 0
        try:
            asked = words("query", query)
            found = self._file.query(asked, parameters, seconds=seconds, limit=most)
        except reader.QueryError as error:
            raise QueryError(str(error)) from None
        if found.truncated:
            message = f"only the first {len(found.rows)} rows are here: ask for more with limit="
            warnings.warn(message, TruncatedWarning, stacklevel=2)
        return Answer(found)

    def pool(self, claim_id: str, method: str = "REML", interval: str | None = None) -> Pooled:
        """The findings of a claim pooled anew, by another method than at the build if you like.

        Raises
        ------
        UnknownValueError
            If there is no such method, or the claim has nothing to pool.
        """
        from kb.api.pooling import of_claim  # noqa: PLC0415 - only this needs it

        return of_claim(self.claim(claim_id), method, interval)

    @overload
    def summary(
        self,
        format: Text = "md",
        sheet: Sheet = "fitting",
        style: str = "apa",
        **asked: Unpack[Asked],
    ) -> str: ...
    @overload
    def summary(
        self, format: Bytes, sheet: Sheet = "fitting", style: str = "apa", **asked: Unpack[Asked]
    ) -> bytes: ...
    def summary(
        self,
        format: Text | Bytes = "md",  # noqa: A002 - as the command has it
        sheet: Sheet = "fitting",
        style: str = "apa",
        **asked: Unpack[Asked],
    ) -> str | bytes:
        """The evidence summary of chosen claims, the same that `kb export summary` writes.

        Parameters
        ----------
        format
            `md` and `html` are text; `docx` and `pdf` are bytes, and PDF needs kb[pdf].
        sheet
            `claim`, `claim-full`, `evidence`, `document` or `practice`.
        asked
            Filters of `claims`; also `claim` and `study`, which are ids.

        Examples
        --------
        >>> base.summary(population="office-workers").splitlines()[0]
        '# Cold hand baths: office workers'
        """
        from kb.api.exporting import Wanted, exported  # noqa: PLC0415 - only exports need it

        options = {"format": format, "sheet": sheet, "style": style}
        made = exported(self, Wanted("summary", options, asked))
        return made if format in {"docx", "pdf"} else made.decode()

    def export(
        self,
        name: str,
        path: str | Path,
        *,
        options: Mapping[str, str] | None = None,
        force: bool = False,
        **asked: Unpack[Asked],
    ) -> Path:
        """Write a format to a file, as `kb export` does; the file is whole or not there.

        Parameters
        ----------
        name
            A format: `kb formats` lists them.
        options
            What the format leaves open, as `{"view": "evidence_table"}` of `csv`.
        force
            Whether a file that is there is replaced.
        asked
            Filters of `claims`; also `claim` and `study`, which are ids.

        Raises
        ------
        ExportError
            If it cannot be written, with a sentence why.
        """
        from kb.api.exporting import Wanted, write  # noqa: PLC0415 - only exports need it

        return write(self, Wanted(name, options or {}, asked), Path(path), force=force)

    def address(self, kind: str, record: str) -> str:
        """Where the site shows a record; below `https://kb.invalid/` if no site was named."""
        from kb.exports.linked.address import NOWHERE, Addresses  # noqa: PLC0415 - few need it

        return Addresses(self._site or NOWHERE).of(kind, record)

    def linker(self, page: str) -> Callable[[str], str] | None:
        """What gives the address of records of a kind; None if they or the site have no pages."""
        return partial(self.address, page) if self._site and page else None

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection of one's own, whose rows know their columns' names."""
        with self._file.apart() as connection:
            yield connection

    def __repr__(self) -> str:
        """Its title, how much it holds, and where."""
        private = ", private" if self.about.private else ""
        counts = f"{self.claims().counted}, {self.studies().counted}"
        return f"<kb “{self.about.title}”: {counts}{private}; {self.path}>"

    def _repr_html_(self) -> str:
        """Its title and how much it holds, for notebooks."""
        kinds = (self.claims(), self.statements(), self.documents(), self.studies(), self.sources())
        counts = ", ".join(found.counted for found in kinds)
        return f"<p><b>{escape(self.about.title)}</b><br>{counts}</p>"
