"""Which rows each group needs so that analysis and audits can run on it alone, as SQL of Spark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

AT_A_TIME = 2000
"""Records of a group: few enough to be small in memory, many enough to be worth handing over."""
COMPUTED = ("synthesis", "synthesis_input", "synthesis_without", "gap")
"""Tables that are computed anew."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table that a group needs: those whose key is among some keys of the group.

    Parameters
    ----------
    keys
        Name of the set.
    by
        What has the key, an expression over the row `t`.
    where
        A further condition, over the row `t`.
    """

    table: str
    keys: str
    by: str = "t.id"
    where: str = "true"


@dataclass(frozen=True, slots=True)
class Needed:
    """What groups of one sort need.

    Parameters
    ----------
    counted
        The table whose rows tell how many groups to make; empty where all is one group.
    keys
        Sets of keys, each a query of `number` (of the group) and `key`; later ones may name
        earlier ones. `{n}` is the number of groups.
    """

    counted: str
    keys: Mapping[str, str]
    rows: Sequence[Rows]


_REPORTED = (
    "select distinct g.number, r.source as key"
    " from study_report r join studies g on g.key = r.study"
)
_STUDY = (
    Rows("study", "studies"),
    Rows("study_report", "studies", "t.study"),
    Rows("arm", "studies", "t.study"),
    Rows("finding", "studies", "t.study"),
)
_EVIDENCE = (Rows("claim", "claims"), Rows("evidence_line", "claims", "t.claim"))
_JUDGED = ("certainty", "certainty_domain", "verdict")
_DOCUMENT = "substring_index(t.statement, '.', 1)"
_TOLD = ("statement_claim", "quantity", "source_trace")

SYNTHESES = Needed(
    "claim",
    {
        "claims": "select distinct pmod(xxhash64(claim), {n}) as number, claim as key"
        " from evidence_line where finding is not null",
        "studies": "select distinct g.number, e.study as key from evidence_line e"
        " join claims g on g.key = e.claim",
        "sources": "select distinct g.number, f.source as key from finding f"
        " join studies g on g.key = f.study",
    },
    (*_EVIDENCE, *_STUDY, Rows("source", "sources", "t.key")),
)
"""Claims with findings behind them."""

DOCUMENTS = Needed(
    "statement",
    {
        "documents": "select pmod(xxhash64(id), {n}) as number, id as key from document",
        "claims": "select distinct g.number, l.claim as key from statement_claim l"
        " join documents g on g.key = substring_index(l.statement, '.', 1)",
        "studies": "select g.number, e.study as key from evidence_line e"
        " join claims g on g.key = e.claim"
        " union select g.number, t.study from source_trace t"
        " join documents g on g.key = substring_index(t.statement, '.', 1)"
        " where t.study is not null"
        " union select g.number, r.study from source_trace t"
        " join documents g on g.key = substring_index(t.statement, '.', 1)"
        " join study_report r on r.source = t.source",
        "sources": _REPORTED,
    },
    (
        Rows("document", "documents"),
        Rows("statement", "documents", "t.document"),
        *(Rows(told, "documents", _DOCUMENT) for told in _TOLD),
        *_EVIDENCE,
        *(Rows(judged, "claims", "t.claim") for judged in _JUDGED),
        *_STUDY,
        Rows("dose", "studies", "substring_index(t.owner_id, '.', 1)", "t.owner_type = 'arm'"),
        Rows("source", "sources", "t.key"),
    ),
)
"""Documents with the claims that they make, and the studies behind these or traced to."""

STUDIES = Needed(
    "study",
    {
        "studies": "select pmod(xxhash64(id), {n}) as number, id as key from study",
        "sources": _REPORTED,
    },
    (*_STUDY[:2], Rows("source", "sources", "t.key")),
)
"""Studies with their reports."""

EVERYTHING = Needed(
    "",
    {
        "guidances": "select 0 as number, id as key from guidance",
        "claims": "select 0 as number, claim as key from claim_relation where kind = 'contradicts'"
        " union select 0, other from claim_relation where kind = 'contradicts'"
        " union select 0, claim from statement_claim where relation = 'denies'"
        " union select 0, claim from guidance_undoing",
        "statements": "select 0 as number, l.statement as key from statement_claim l"
        " join claims g on g.key = l.claim"
        " union select 0, statement from guidance_statement",
        "documents": "select distinct 0 as number, substring_index(key, '.', 1) as key"
        " from statements",
        "studies": "select distinct 0 as number, study as key from guidance_undoing"
        " where study is not null",
        "sources": _REPORTED,
    },
    (
        Rows("guidance", "guidances"),
        *(
            Rows(table, "guidances", "t.guidance")
            for table in (
                *("guidance_statement", "guidance_claim", "guidance_relation", "guidance_undoing"),
                *("protocol_step", "progression_rule", "hazard", "control", "precaution"),
                *("equipment", "question", "definition"),
            )
        ),
        Rows("step_statement", "guidances", "substring_index(t.step, '.', 1)"),
        Rows("hazard_control", "guidances", "t.hazard"),
        Rows("document", "documents"),
        Rows("statement", "statements"),
        Rows("statement_claim", "claims", "t.claim"),
        Rows("claim", "claims"),
        Rows("claim_relation", "claims", "t.claim", "t.kind = 'contradicts'"),
        *_STUDY[:2],
        Rows("source", "sources", "t.key"),
    ),
)
"""All guidance, and the claims that something contradicts, with the statements that make them."""
