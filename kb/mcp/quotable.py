"""What can be quoted: by record and name, the text in which a wording or number is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.mcp.base import Row
from kb.schema.amount import converted_measure, measured, spelled
from kb.schema.quantity_text import readings
from kb.schema.spelling import number


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that has texts to be quoted.

    Parameters
    ----------
    query
        For one by `:id`; `version` is among the columns where a token shall tell it.
    claims
        Query for the `claim` ids that the record with `:id` belongs to.
    texts
        What may be quoted, by name.
    place
        Where its words or numbers stand in a document or source; None where they are kb's own.
    """

    query: str
    claims: str
    texts: Mapping[str, Callable[[Row], str | None]]
    place: Callable[[Row], str | None] = lambda _: None


def _column(name: str) -> Callable[[Row], str | None]:
    return lambda row: row[name]


def _estimate(row: Row) -> str | None:
    """A finding's value with its unit, with as many digits as it was written with."""
    return None if row["value"] is None else measured(row["value"], None, row["unit"])


def _interval(row: Row) -> str | None:
    if row["ci_low"] is None or row["ci_high"] is None:
        return None
    level = f"{row['ci_level'] * 100:g} % " if row["ci_level"] else ""
    unit = measured(row["ci_high"], None, row["unit"])
    return f"{level}CI {number(row['ci_low'])} to {unit}"


def _pooled(row: Row) -> str:
    """A pooled value: three significant digits say enough of what was computed."""
    return converted_measure(row["estimate"], None, row["unit"] or "1")


def _pooled_interval(row: Row) -> str | None:
    if row["ci_low"] is None or row["ci_high"] is None:
        return None
    low = converted_measure(row["ci_low"], None, "1")
    return f"95 % CI {low} to {converted_measure(row['ci_high'], None, row['unit'] or '1')}"


def place(source: str, locator: str | None) -> str:
    """Where in a source a number stands; of what kb computed, in its record of the study."""
    return f"{source}[{locator or 'study record'}]"


def _span(row: Row) -> str:
    """Where it is said, `statement[20–45]` in characters; a derived number stands nowhere."""
    if row["char_start"] is None:
        return str(row["statement_id"])
    return f"{row['statement_id']}[{row['char_start']}–{row['char_end']}]"


KINDS: Mapping[str, Kind] = {
    "claim": Kind(
        "select c.id, c.version, c.claim, c.summary, v.reason, v.would_change, v.safe_wording"
        " from claim c left join verdict v on v.claim = c.id where c.id = :id",
        "select :id as claim",
        {
            "wording": _column("claim"),
            "summary": _column("summary"),
            "safe-wording": _column("safe_wording"),
            "reason": _column("reason"),
            "would-change": _column("would_change"),
        },
    ),
    "statement": Kind(
        "select *, statement_id as id from statement_overview where statement_id = :id",
        "select claim from statement_claim where statement = :id",
        {"gist": _column("gist"), "anchor": _column("anchor")},
        _span,
    ),
    "quantity": Kind(
        "select *, quantity_id as id from quantity_overview where quantity_id = :id",
        "select claim from statement_claim s join quantity q on q.statement = s.statement"
        " where q.id = :id",
        {"value": lambda row: readings([row])[0].text},
        _span,
    ),
    "finding": Kind(
        "select * from finding where id = :id",
        "select claim from evidence_line where finding = :id",
        {"estimate": _estimate, "interval": _interval, "result": _column("result")},
        lambda row: place(row["source"], row["locator"]),
    ),
    "synthesis": Kind(
        "select *, synthesis_id as id from synthesis_table where synthesis_id = :id",
        "select claim from synthesis where id = :id",
        {"estimate": _pooled, "interval": _pooled_interval},
    ),
    "dose": Kind(
        "select id, wording from dose where id = :id",
        """select claim from dose d join guidance_claim g on g.guidance = d.owner_id
            where d.id = :id and d.owner_type = 'guidance'
          union select claim from dose d join protocol_step p on p.id = d.owner_id
            join guidance_claim g on g.guidance = p.guidance
            where d.id = :id and d.owner_type = 'protocol_step'
          union select claim from dose d join statement_claim s on s.statement = d.owner_id
            where d.id = :id and d.owner_type = 'statement'
          union select claim from dose d join arm a on a.id = d.owner_id
            join evidence_line e on e.study = a.study
            where d.id = :id and d.owner_type = 'arm'""",
        {"wording": lambda row: spelled(row["wording"])},
    ),
    "gap": Kind(
        "select id, said, evidence_says, explanation from gap where id = :id",
        "select claim_id as claim from claim_gap where gap_id = :id",
        {
            "said": _column("said"),
            "evidence-says": _column("evidence_says"),
            "explanation": _column("explanation"),
        },
    ),
    "guidance": Kind(
        "select id, text from guidance where id = :id",
        "select claim from guidance_claim where guidance = :id",
        {"text": _column("text")},
    ),
}
