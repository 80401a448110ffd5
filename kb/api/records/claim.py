"""Claims, and what is known of each: its pool, its gaps, its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.api import citing
from kb.api.error import NotOneError
from kb.api.record import Record
from kb.api.results import Results
from kb.api.rows import change, claim, domain, figure, gap, synthesis, verdict, version

if TYPE_CHECKING:
    from pathlib import Path

    from kb.api.records.document import Document, Statement
    from kb.api.records.study import Evidence, Study


class Claim(Record, claim.ClaimRow):
    """A claim: one population, intervention, comparator, outcome and direction."""

    __slots__ = ()
    table = claim.TABLE
    page = "claim"

    @property
    def evidence(self) -> Results[Evidence]:
        """What findings say of it, for it and against it."""
        return self.base.evidence(claim_id=self.claim_id)

    @property
    def studies(self) -> Results[Study]:
        """The studies behind its evidence."""
        return self.base.studies(study_id=[line.study_id for line in self.evidence])

    @property
    def statements(self) -> Results[Statement]:
        """The places in documents that make it or deny it; nested ones too."""
        return self.base.statements(claim_id=self.claim_id)

    @property
    def gaps(self) -> Results[Gap]:
        """Its own gaps, and those of whole statements that make it."""
        return self.base.gaps(gap_id=self._ids("select gap_id from claim_gap where claim_id = ?"))

    @property
    def judgement(self) -> Verdict | None:
        """Its verdict with the reason, and what would change it; None until judged."""
        return self.base.verdicts(claim_id=self.claim_id).first()

    @property
    def domains(self) -> Results[Domain]:
        """GRADE's domains behind its certainty, each with its reason."""
        return self.base.domains(claim_id=self.claim_id)

    @property
    def synthesis(self) -> Synthesis | None:
        """Its pooled estimate; None if there is nothing to pool."""
        return self.base.syntheses(claim_id=self.claim_id).first()

    @property
    def versions(self) -> Results[Version]:
        """Its versions that were released, and the one that stands here, oldest first."""
        return self.base.versions(claim_id=self.claim_id, order="position")

    @property
    def figures(self) -> Results[Figure]:
        """Its pictures: forest plots, and what is said beside what was measured."""
        return self.base.figures(claim_id=self.claim_id)

    def cite(self, style: str = "apa") -> str:
        """A reference to this version of it, in a citation style or as `bibtex`.

        Raises
        ------
        UnknownValueError
            If there is no such style.

        Examples
        --------
        >>> base.claim("wrist-pain").cite("bibtex").splitlines()[0]
        '@misc{wrist-pain,'
        """
        return citing.of_claim(self, style)

    def _repr_html_(self) -> str:
        """Its fields, and its forest plot."""
        return super()._repr_html_() + "".join(one.svg for one in self.figures[:1])


class Verdict(Record, verdict.VerdictRow):
    """Whether a claim is supported, and why; what may be printed, and what not."""

    __slots__ = ()
    table = verdict.TABLE

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.base.claim(self.claim_id)


class Domain(Record, domain.DomainRow):
    """One GRADE domain of a claim: how far it moves the certainty, and why."""

    __slots__ = ()
    table = domain.TABLE

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.base.claim(self.claim_id)


class Version(Record, version.VersionRow):
    """A version of a claim, as it was quoted: whether it still stands, and what changed since."""

    __slots__ = ()
    table = version.TABLE
    page = "version"

    @property
    def claim(self) -> Claim:
        """The claim as it is now."""
        return self.base.claim(self.claim_id)

    @property
    def changes(self) -> Results[Change]:
        """The fields that are different by now.

        Examples
        --------
        >>> base.claim("wrist-pain").versions[-1].changes
        <0 changes: none>
        """
        return self.base.changes(claim_id=self.claim_id, version=self.version)


class Change(Record, change.ChangeRow):
    """A field of an older version of a claim, as it was and as it is now."""

    __slots__ = ()
    table = change.TABLE

    @property
    def claim(self) -> Claim:
        """The claim as it is now."""
        return self.base.claim(self.claim_id)


class Synthesis(Record, synthesis.SynthesisRow):
    """A pooled estimate for a claim, computed anew at every build."""

    __slots__ = ()
    table = synthesis.TABLE

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.base.claim(self.claim_id)

    def plot(self) -> Figure:
        """Its forest plot, which notebooks show.

        Raises
        ------
        NotOneError
            If none was drawn.
        """
        found = self.base.figures(claim_id=self.claim_id, kind="forest").first()
        if found is None:
            raise NotOneError(f"no forest plot was drawn for `{self.claim_id}`")
        return found


class Figure(Record, figure.FigureRow):
    """A picture of what is known of a claim, as SVG and in words; notebooks show it."""

    __slots__ = ()
    table = figure.TABLE

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.base.claim(self.claim_id)

    def save(self, path: str | Path) -> None:
        """Write the picture to an SVG file, in the place of what is there."""
        from pathlib import Path  # noqa: PLC0415 - beside its use as a type

        Path(path).write_text(self.svg, "utf-8")

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        """The picture itself."""
        return self.svg


class Gap(Record, gap.GapRow):
    """A distance between what a statement says and what is known."""

    __slots__ = ()
    table = gap.TABLE
    page = "gap"

    @property
    def claim(self) -> Claim | None:
        """The claim; None if the whole statement has the gap."""
        return self.base.claim(self.claim_id) if self.claim_id else None

    @property
    def statement(self) -> Statement | None:
        """The statement; None if the gap is not of one place."""
        return self.base.statement(self.statement_id) if self.statement_id else None

    @property
    def document(self) -> Document | None:
        """The document of the statement."""
        return self.base.document(self.document_id) if self.document_id else None
