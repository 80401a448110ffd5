"""Which rows of which table and view belong to chosen claims.

A claim brings along its statements, evidence, syntheses, gaps and guidance; guidance its statements
and, of a hazard, the controls; a statement its document; evidence its study; and all of these the
sources and terms that they name. So no row refers to one that is left out. Rows that join two
records of a kind (a relation between two claims) belong where both are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

_OWNER = """
    case owner_type when 'statement' then owner_id in {statement}
      when 'guidance' then owner_id in {guidance}
      when 'protocol_step' then owner_id in (
        select id from protocol_step where guidance in {guidance})
      when 'arm' then owner_id in (select id from arm where study in {study}) end"""
_RELATED = (
    "case record when 'claim' then from_id in {claim} and +to_id in {claim}"
    " else from_id in {guidance} and +to_id in {guidance} end"
)
_CLAIM = "claim in {claim}"
_STUDY = "study in {study}"
_GUIDANCE = "guidance in {guidance}"

KINDS: Mapping[str, str] = {
    "guidance": """
        with linked(id) as (
          select guidance from guidance_claim where claim in {claim}
          union select guidance from guidance_undoing where claim in {claim})
        select id from linked
        union select control from hazard_control where hazard in linked
        union select hazard from hazard_control where control in linked""",
    "statement": """
        select statement from statement_claim where claim in {claim}
        union select statement from gap where claim in {claim} and statement is not null
        union select statement from guidance_statement where guidance in {guidance}
        union select t.statement from step_statement t join protocol_step p on p.id = t.step
          where p.guidance in {guidance}""",
    "document": "select distinct document from statement where id in {statement}",
    "study": """
        select study from evidence_line where claim in {claim}
        union select study from source_trace where statement in {statement} and study is not null
        union select study from guidance_undoing
          where guidance in {guidance} and +claim in {claim} and study is not null""",
}
"""Kinds of record, in the order in which they are found, each with the query for their ids."""

_ABOVE = """
    with recursive above(id) as (
      select id from {term}
      union select b.broader from above a join term_broader b on b.term = a.id
      union select t.measures from above a join term t on t.id = a.id where t.measures is not null
    ) select id from above"""
"""Terms with those that include them, and what an instrument measures."""

NAMED: Mapping[str, str] = {"source": "key", "term": "id"}
"""Kinds that belong wherever a row that belongs names them, with the column of their id."""

TABLES: Mapping[str, str] = {
    "knowledge_base": "1",
    "source": "key in {source}",
    "term": "id in {term}",
    "term_broader": "term in {term} and +broader in {term}",
    "document": "id in {document}",
    "heading": "document in {document}",
    "statement": "id in {statement}",
    "statement_claim": "statement in {statement} and +claim in {claim}",
    "source_trace": "statement in {statement}",
    "other_number": "document in {document}",
    "quantity": _OWNER,
    "dose": _OWNER,
    "claim": "id in {claim}",
    "claim_relation": "claim in {claim} and +other in {claim}",
    "claim_body_part": _CLAIM,
    "evidence_line": _CLAIM,
    "contrary_search": _CLAIM,
    "certainty": _CLAIM,
    "certainty_domain": _CLAIM,
    "verdict": _CLAIM,
    "synthesis": _CLAIM,
    "synthesis_input": _CLAIM,
    "synthesis_without": "synthesis in (select id from synthesis where claim in {claim})",
    "gap_kind": "1",
    "gap": "claim in {claim} or claim is null and statement in {statement}",
    "study": "id in {study}",
    "cohort": "id in (select cohort from study where id in {study})",
    "study_report": _STUDY,
    "study_inclusion": "review in {study} and +study in {study}",
    "arm": _STUDY,
    "finding": _STUDY,
    "appraisal": _STUDY,
    "missing_value": _STUDY,
    "guidance": "id in {guidance}",
    "guidance_statement": _GUIDANCE,
    "guidance_claim": "guidance in {guidance} and +claim in {claim}",
    "guidance_relation": "guidance in {guidance} and +other in {guidance}",
    "guidance_undoing": "guidance in {guidance} and +claim in {claim}",
    "hazard": _GUIDANCE,
    "control": _GUIDANCE,
    "hazard_control": "hazard in {guidance} and +control in {guidance}",
    "precaution": _GUIDANCE,
    "equipment": _GUIDANCE,
    "question": _GUIDANCE,
    "definition": _GUIDANCE,
    "protocol_step": _GUIDANCE,
    "step_statement": "step in (select id from protocol_step where guidance in {guidance})",
    "progression_rule": _GUIDANCE,
    "figure": "claim_id in {claim}",
    "claim_version": _CLAIM,
    "claim_change": _CLAIM,
    "imports": "1",
    "import_count": "1",
    "import_reject": "1",
    "import_notice": "1",
    "imported_label": _CLAIM,
    "passage": "source in {source}",
    "quote": "evidence_line in (select id from evidence_line where claim in {claim})",
}
"""Each table, with the condition that its rows belong.

Of two columns the second has a plus, which keeps SQLite from looking up every pair of what is
chosen: of 300,000 statements and 100,000 claims that would take days.
"""

VIEWS: Mapping[str, tuple[str, str]] = {
    "claim_gap": ("+claim_id in {claim}", "claim_id, gap_id"),
    "claim_overview": ("claim_id in {claim}", "claim_id"),
    "dose_table": (_OWNER, "dose_id"),
    "evidence_table": ("claim_id in {claim}", "evidence_id"),
    "gap_report": (
        "claim_id in {claim} or claim_id is null and statement_id in {statement}",
        "gap_id",
    ),
    "guidance_overview": ("guidance_id in {guidance}", "guidance_id"),
    "quantity_overview": (_OWNER, "quantity_id"),
    "relation_overview": (_RELATED, "record, from_id, kind, to_id"),
    "safety_matrix": (
        "hazard in {guidance} and +control in {guidance} and document_id in {document}",
        "hazard, control, document_id",
    ),
    "source_list": ("source_key in {source}", "source_key"),
    "statement_overview": ("statement_id in {statement}", "document_id, position"),
    "synthesis_table": ("claim_id in {claim}", "synthesis_id"),
}
"""Each view: the condition that its rows belong, and the columns that put them in order."""


def condition(name: str) -> str:
    """The condition, as SQL, that a row of a table or view belongs."""
    return _named(TABLES[name] if name in TABLES else VIEWS[name][0])


def _named(sql: str) -> str:
    """SQL with the temporary tables that hold what is chosen."""
    return sql.format_map({kind: f"temp.chosen_{kind}" for kind in ("claim", *KINDS, *NAMED)})


def order(connection: sqlite3.Connection, name: str) -> str:
    """The columns that put the rows of a table or view in order: each of them tells rows apart."""
    if name in VIEWS:
        return VIEWS[name][1]
    sql = "select name from pragma_table_info(?) where pk order by pk"
    return ", ".join(f'"{column}"' for (column,) in connection.cursor().execute(sql, [name]))


def gather(connection: sqlite3.Connection) -> None:
    """Fill `temp.chosen_KIND` for each kind but the claims, which are there already."""
    for kind, query in KINDS.items():
        make(connection, kind, _named(query))
    for kind in NAMED:
        make(connection, kind, " union ".join(_naming(connection, kind)))
    connection.execute(_named("insert or ignore into {term} " + _ABOVE))
    connection.commit()


def gather_everything(connection: sqlite3.Connection) -> None:
    """Fill `temp.chosen_KIND` with all there is."""
    for kind in ("claim", *KINDS, *NAMED):
        make(connection, kind, f"select {NAMED.get(kind, 'id')} from {kind}")  # noqa: S608
    connection.commit()


def make(
    connection: sqlite3.Connection, kind: str, query: str, given: Mapping[str, object] | None = None
) -> None:
    """Keep the ids that a query finds as what is chosen of a kind."""
    connection.execute(f"drop table if exists temp.chosen_{kind}")
    connection.execute(f"create temp table chosen_{kind} (id text primary key) without rowid")
    connection.execute(f"insert into temp.chosen_{kind} {query}", given or {})


def _naming(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    """A query for each column that refers to a kind, over the rows that belong without it."""
    for table in TABLES:
        if table not in {"term", "term_broader"}:
            sql = 'select "from" from pragma_foreign_key_list(?) where "table" = ?'
            for (column,) in connection.cursor().execute(sql, [table, kind]).fetchall():
                is_named = f"{column} is not null and ({condition(table)})"
                yield f"select {column} from {table} where {is_named}"  # noqa: S608 - kb's own
