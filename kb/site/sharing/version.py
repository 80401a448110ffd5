"""A version of a claim that is asked for: the one that stands, an older one, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from kb.site.site import Row, Site


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the version that was asked for; an empty one asks for the current."""

    version: str
    versions: list[Row]
    changes: list[Row]

    @property
    def row(self) -> Row | None:
        """The version's own row; None where the claim has no such version."""
        return self._named.get(self.version) if self.version else self.current

    @property
    def current(self) -> Row:
        """The version that stands here."""
        return next(row for row in self.versions if row["current"])

    @property
    def is_unknown(self) -> bool:
        """Whether the claim never had such a version, as far as is written down."""
        return self.row is None

    @property
    def is_old(self) -> bool:
        """Whether the claim is not what it was."""
        return self.row is not None and not self.row["current"]

    @property
    def parts(self) -> list[tuple[Row, list[Row]]]:
        """The changes by the part of the claim that they belong to."""
        grouped = groupby(self.changes, itemgetter("part", "record", "kind"))
        groups = [list(rows) for _, rows in grouped]
        return [(rows[0], rows) for rows in groups]

    @property
    def _named(self) -> Mapping[str, Row]:
        return {row["version"]: row for row in self.versions}


async def asked(site: Site, claim: str, version: str) -> Asked:
    """What is known of a version of a claim that there is."""
    return Asked(
        version,
        await site.rows("claim_versions", claim=claim),
        await site.rows("claim_changes", claim=claim, version=version),
    )
