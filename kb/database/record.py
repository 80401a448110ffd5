"""One record of any kind with all that hangs on it, by its id."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Rows = list[dict[str, object]]

_STATEMENTS = """
    select s.statement_id, {1} s.heading, s.kind, s.gist, s.anchor, s.attribution, s.hedging
    from statement_overview s {0}
    order by s.document_id, s.position
"""
_RELATIONS = """
    select kind, to_id as id, to_text as text, note from relation_overview
    where record = '{0}' and from_id = :id
    union all
    select kind || ' (from there)', from_id, from_text, note from relation_overview
    where record = '{0}' and to_id = :id
"""
_NUMBERS = """
    select statement_id, role, arm, operator, value, value_high, unit, scale, qualifier,
      reference, per, conditions, stage, canonical_value, canonical_unit, recipe
    from quantity_overview {}
"""
_CLAIMS = "select claim_id, claim from claim_overview {} order by claim_id"
_DOSES = """
    select stage, wording, session_min_low, session_min_high, speed_mps_low, speed_mps_high,
      total_min
    from dose_table {}
"""

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "claim": {
        "": "select * from claim_overview where claim_id = :id",
        "said": _STATEMENTS.format(
            "join statement_claim c on c.statement = s.statement_id where c.claim = :id",
            "c.relation, case when c.nested then 'inside another, not counted again' end place,",
        ),
        "numbers": _NUMBERS.format(
            "where statement_id in (select statement from statement_claim where claim = :id)"
        ),
        "evidence": "select * from evidence_table where claim_id = :id",
        "pooled": "select * from synthesis_table where claim_id = :id",
        "pooled from": """select r.citation, i.finding, i.used, i.reason, i.measure, i.yi, i.vi,
            i.weight from synthesis_input i join finding f on f.id = i.finding
            join source r on r.key = f.source where i.claim = :id order by i.finding""",
        "gaps": """select * from gap_report
            where gap_id in (select gap_id from claim_gap where claim_id = :id)
            order by instr('major minor info', severity), gap_id""",
        "domains": "select domain, rating, reason from certainty_domain where claim = :id "
        "order by id",
        "verdict": "select rating, reason, would_change, date from verdict where claim = :id",
        "wording": "select safe_wording, do_not_say from verdict where claim = :id",
        "relations": _RELATIONS.format("claim"),
        "guidance": """select g.guidance_id, g.kind, g.text from guidance_overview g
            join guidance_claim c on c.guidance = g.guidance_id where c.claim = :id""",
    },
    "statement": {
        "": "select * from statement_overview where statement_id = :id",
        "numbers": _NUMBERS.format("where statement_id = :id"),
        "claims": _CLAIMS.format(
            "where claim_id in (select claim from statement_claim where statement = :id)"
        ),
        "guidance": """select g.guidance_id, g.kind, g.text from guidance_overview g
            join guidance_statement s on s.guidance = g.guidance_id where s.statement = :id""",
        "traces": "select basis, confidence, source, study, reason from source_trace "
        "where statement = :id",
        "gaps": "select * from gap_report where statement_id = :id",
    },
    "document": {
        "": """select d.id as document_id, d.title, r.reference, d.published, d.published_missing,
            d.file_name, d.characters, d.about, r.import_id
            from document d join source r on r.key = d.source where d.id = :id""",
        "statements": _STATEMENTS.format("where s.document_id = :id and s.kind <> 'noise'", ""),
    },
    "guidance": {
        "": "select * from guidance_overview where guidance_id = :id",
        "steps": "select position, phase, action from protocol_step where guidance = :id "
        "order by position",
        "progression": "select variable, start, target, increment_low, increment_high, unit, "
        "trigger, rule from progression_rule where guidance = :id",
        "doses": _DOSES.format(
            "where owner_id = :id or owner_id in "
            "(select id from protocol_step where guidance = :id)"
        ),
        "undoes": "select claim as claim_id, reason, study from guidance_undoing "
        "where guidance = :id",
        "controls": "select control, control_text, document_id, covered from safety_matrix "
        "where hazard = :id",
        "relations": _RELATIONS.format("guidance"),
        "said": _STATEMENTS.format(
            "join guidance_statement g on g.statement = s.statement_id where g.guidance = :id",
            "",
        ),
    },
    "study": {
        "": "select * from study where id = :id",
        "reports": """select r.role, s.key, s.reference from study_report r
            join source s on s.key = r.source where r.study = :id""",
        "arms": "select id, label, n, cointerventions from arm where study = :id",
        "findings": "select id, outcome, estimate_type, value, unit, ci_low, ci_high, source, "
        "locator, derivation, result from finding where study = :id",
        "evidence for": "select claim_id, direction, directness from evidence_table "
        "where study_id = :id",
    },
    "source": {
        "": "select * from source_list where source_key = :id",
        "bibtex": "select bibtex from source where key = :id",
        "studies": "select study, role from study_report where source = :id",
    },
    "term": {
        "": "select id as term_id, kind, label, definition, synonyms, mesh, better from term "
        "where id = :id",
        "broader": "select t.id, t.label from term_broader b join term t on t.id = b.broader "
        "where b.term = :id",
        "narrower": "select t.id, t.label from term_broader b join term t on t.id = b.term "
        "where b.broader = :id",
        "claims": _CLAIMS.format(
            "where :id in (population_id, intervention_id, comparator_id, outcome_id) or claim_id "
            "in (select claim from claim_body_part where body_part = :id)"
        ),
    },
}
"""Per kind of record: its own row under the empty name, then what hangs on it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record: its kind, its own fields, and the rows that hang on it by section."""

    kind: str
    fields: dict[str, object]
    sections: dict[str, Rows]


def find(connection: sqlite3.Connection, record_id: str) -> Iterator[Found]:
    """The records of any kind with an id: mostly one, as ids are unique within a kind."""
    for kind, sections in SECTIONS.items():
        own = _rows(connection, sections[""], record_id)
        if own:
            rest = {
                name: _rows(connection, sql, record_id) for name, sql in sections.items() if name
            }
            yield Found(kind, own[0], {name: rows for name, rows in rest.items() if rows})


def ids(connection: sqlite3.Connection) -> list[str]:
    """All ids of all kinds, for saying which was meant."""
    columns = {kind: "key" if kind == "source" else "id" for kind in SECTIONS}
    sql = " union ".join(f"select {column} from {kind}" for kind, column in columns.items())  # noqa: S608 - kb's own names
    return sorted(row[0] for row in connection.execute(sql))


def _rows(connection: sqlite3.Connection, sql: str, record_id: str) -> Rows:
    return [dict(row) for row in connection.execute(sql, {"id": record_id})]
