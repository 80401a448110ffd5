"""The kinds of record that `kb.api` has, each with what it is a row of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.describe import table_metadata
from kb.exports.column import described
from scripts.api.column import Field, of_table, of_view

_SEVERAL = {
    "domains": "GRADE domains",
    "versions": "versions of claims",
    "evidence": "evidence lines",
    "guidance": "pieces of guidance",
}
"""Names in words of kinds whose methods are called otherwise."""
VERSION = Field(
    "version_id",
    "What is quoted: the claim, `@`, and the version.",
    "text",
    is_optional=False,
    refers="claim_version",
    select="t.claim || '@' || t.version",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    Parameters
    ----------
    many, one
        Its methods: the filters, and the single record by id.
    called
        What one of them is called, in words.
    origin
        The view or table.
    left_out, added
        Columns of the table that it has not, and fields that it has besides.
    """

    record: str
    many: str
    one: str
    called: str
    origin: str
    key: str
    title: str
    searched: str = ""
    left_out: frozenset[str] = frozenset()
    added: tuple[Field, ...] = ()

    @property
    def is_view(self) -> bool:
        """Whether it is a row of a stable view."""
        return self.origin in described()

    @property
    def several(self) -> str:
        """What more than one of them are called, in words."""
        return _SEVERAL.get(self.many, self.many)

    @property
    def meaning(self) -> str:
        """What a row is, a sentence."""
        return str(table_metadata()[self.origin]["description"])

    @property
    def fields(self) -> list[Field]:
        """The columns."""
        if self.is_view:
            return of_view(described()[self.origin])
        return [*self.added, *of_table(self.origin, self.one, self.left_out)]

    @property
    def source(self) -> str:
        """Where its rows are, in SQL."""
        if self.is_view:
            return self.origin
        parts = (
            field.select if re.fullmatch(f't."{field.name}"', field.select) else _named(field)
            for field in self.fields
        )
        return f"(select {', '.join(parts)} from {self.origin} t)"  # noqa: S608 - names of kb's own

    @property
    def module(self) -> str:
        """The module of its fields, and that of its filters."""
        return self.record.lower()


def _named(field: Field) -> str:
    return f'{field.select} as "{field.name}"'


KINDS: Sequence[Kind] = (
    Kind("Claim", "claims", "claim", "claim", "claim_overview", "claim_id", "claim", "claim"),
    Kind(
        "Statement",
        "statements",
        "statement",
        "statement",
        "statement_overview",
        "statement_id",
        "gist",
        "statement",
    ),
    Kind(
        "Quantity",
        "quantities",
        "quantity",
        "quantity",
        "quantity_overview",
        "quantity_id",
        "unit",
    ),
    Kind(
        "Document",
        "documents",
        "document",
        "document",
        "document",
        "document_id",
        "title",
        left_out=frozenset({"text"}),
    ),
    Kind("Verdict", "verdicts", "verdict", "verdict", "verdict", "claim_id", "rating"),
    Kind(
        "Version",
        "versions",
        "version",
        "version of a claim",
        "claim_version",
        "version_id",
        "date",
        added=(VERSION,),
    ),
    Kind("Change", "changes", "change", "change", "claim_change", "change_id", "field_name"),
    Kind("Domain", "domains", "domain", "GRADE domain", "certainty_domain", "domain_id", "domain"),
    Kind("Study", "studies", "study", "study", "study", "study_id", "title", "study"),
    Kind("Arm", "arms", "arm", "arm", "arm", "arm_id", "label"),
    Kind("Finding", "findings", "finding", "finding", "finding", "finding_id", "result"),
    Kind(
        "Evidence",
        "evidence",
        "evidence_line",
        "evidence line",
        "evidence_table",
        "evidence_id",
        "citation",
    ),
    Kind(
        "Synthesis",
        "syntheses",
        "synthesis",
        "synthesis",
        "synthesis_table",
        "synthesis_id",
        "measure",
    ),
    Kind("Dose", "doses", "dose", "dose", "dose_table", "dose_id", "wording"),
    Kind("Gap", "gaps", "gap", "gap", "gap_report", "gap_id", "explanation"),
    Kind(
        "Guidance",
        "guidance",
        "guidance_piece",
        "piece of guidance",
        "guidance_overview",
        "guidance_id",
        "text",
        "guidance",
    ),
    Kind(
        "Source", "sources", "source", "source", "source_list", "source_key", "citation", "source"
    ),
    Kind("Term", "terms", "term", "term", "term", "term_id", "label", "term"),
    Kind("Figure", "figures", "figure", "figure", "figure", "figure_id", "title"),
)
"""In the order in which the documentation tells of them."""
