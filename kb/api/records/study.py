"""Studies with their arms and findings, and what those say of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.api.record import Record
from kb.api.results import Results
from kb.api.rows import arm, evidence, finding, study

if TYPE_CHECKING:
    from kb.api.records.claim import Claim
    from kb.api.records.guidance import Dose
    from kb.api.records.source import Source


class Study(Record, study.StudyRow):
    """A study or review: what was done with whom."""

    __slots__ = ()
    table = study.TABLE
    page = "study"

    @property
    def arms(self) -> Results[Arm]:
        """Its groups or conditions."""
        return self.base.arms(study_id=self.study_id)

    @property
    def findings(self) -> Results[Finding]:
        """Its results."""
        return self.base.findings(study_id=self.study_id)

    @property
    def evidence(self) -> Results[Evidence]:
        """What it says of claims."""
        return self.base.evidence(study_id=self.study_id)

    @property
    def sources(self) -> Results[Source]:
        """The publications that report it."""
        reports = self._ids("select source from study_report where study = ?")
        return self.base.sources(source_key=reports)


class Arm(Record, arm.ArmRow):
    """A group or condition of a study."""

    __slots__ = ()
    table = arm.TABLE

    @property
    def study(self) -> Study:
        """Its study."""
        return self.base.study(self.study_id)

    @property
    def doses(self) -> Results[Dose]:
        """What it was given."""
        return self.base.doses(owner_type="arm", owner_id=self.arm_id)


class Finding(Record, finding.FindingRow):
    """A result of a study, with its place in a source."""

    __slots__ = ()
    table = finding.TABLE

    @property
    def study(self) -> Study:
        """Its study."""
        return self.base.study(self.study_id)

    @property
    def source(self) -> Source:
        """Where it was read."""
        return self.base.source(self.source_key)

    @property
    def evidence(self) -> Results[Evidence]:
        """What it says of claims."""
        return self.base.evidence(finding_id=self.finding_id)


class Evidence(Record, evidence.EvidenceRow):
    """What one finding says of one claim: direction, directness and strength apart."""

    __slots__ = ()
    table = evidence.TABLE

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.base.claim(self.claim_id)

    @property
    def study(self) -> Study:
        """The study."""
        return self.base.study(self.study_id)

    @property
    def finding(self) -> Finding | None:
        """The finding; None if the study as a whole is meant."""
        return self.base.finding(self.finding_id) if self.finding_id else None

    @property
    def source(self) -> Source | None:
        """Where it was read."""
        return self.base.source(self.source_key) if self.source_key else None
