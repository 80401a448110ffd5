"""What can be quoted: wordings and numbers by record and name, and the text in which each is told.

A token names the record, its version where it has one, the name of the text, and a digest of the
text: `claim/ID@VERSION/safe-wording/DIGEST`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from kb.mcp.base import Base, Row
from kb.mcp.bounds import LONGEST, cut
from kb.mcp.shape import Quote
from kb.schema.amount import converted_measure, measured, spelled
from kb.schema.quantity_text import readings
from kb.schema.spelling import number

DIGITS = 16
"""Hexadecimal digits of a digest."""
_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_BEFORE_PERCENT = re.compile(r"(?<=\d) %")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: the query for one by `:id`, and its texts by name.

    `version` is among the columns where a token shall tell it.
    """

    query: str
    texts: Mapping[str, Callable[[Row], str | None]]


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart."""

    kind: str
    record: str
    version: str | None
    name: str
    digest: str


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


KINDS: Mapping[str, Kind] = {
    "claim": Kind(
        "select c.id, c.version, c.claim, c.summary, v.reason, v.would_change, v.safe_wording"
        " from claim c left join verdict v on v.claim = c.id where c.id = :id",
        {
            "wording": _column("claim"),
            "summary": _column("summary"),
            "safe-wording": _column("safe_wording"),
            "reason": _column("reason"),
            "would-change": _column("would_change"),
        },
    ),
    "statement": Kind(
        "select id, gist, anchor from statement where id = :id",
        {"gist": _column("gist"), "anchor": _column("anchor")},
    ),
    "quantity": Kind(
        "select *, quantity_id as id from quantity_overview where quantity_id = :id",
        {"value": lambda row: readings([row])[0].text},
    ),
    "finding": Kind(
        "select * from finding where id = :id",
        {"estimate": _estimate, "interval": _interval, "result": _column("result")},
    ),
    "synthesis": Kind(
        "select *, synthesis_id as id from synthesis_table where synthesis_id = :id",
        {"estimate": _pooled, "interval": _pooled_interval},
    ),
    "dose": Kind(
        "select id, wording from dose where id = :id",
        {"wording": lambda row: spelled(row["wording"])},
    ),
    "gap": Kind(
        "select id, said, evidence_says, explanation from gap where id = :id",
        {
            "said": _column("said"),
            "evidence-says": _column("evidence_says"),
            "explanation": _column("explanation"),
        },
    ),
    "guidance": Kind("select id, text from guidance where id = :id", {"text": _column("text")}),
}
_TOKEN = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})/(?P<record>[a-zA-Z0-9._-]+)(@(?P<version>[0-9a-f]+))?"
    rf"/(?P<name>[a-z-]+)/(?P<digest>[0-9a-f]{{{DIGITS}}})"
)


def quote(kind: str, name: str, row: Row) -> Quote | None:
    """A text of a record's row with its token; None where the record has no such text."""
    text = KINDS[kind].texts[name](row)
    if not text:
        return None
    if len(text) > LONGEST:
        return Quote(text=cut(text), token=None, cut=True)
    version = f"@{row['version']}" if "version" in row else ""
    return Quote(text=text, token=f"{kind}/{row['id']}{version}/{name}/{digest(text)}")


def fetched(base: Base, kind: str, record: str) -> Row | None:
    """The row of a record as the file has it now."""
    found = base.rows(KINDS[kind].query, id=record)
    return found[0] if found else None


def parsed(token: str) -> Token | None:
    """A token taken apart, or None for what is none."""
    found = _TOKEN.fullmatch(token.strip())
    if found is None or found["name"] not in KINDS[found["kind"]].texts:
        return None
    return Token(*(found[name] for name in ("kind", "record", "version", "name", "digest")))


def digest(text: str) -> str:
    """What stands for a text in a token."""
    return sha256(folded(text).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def folded(text: str) -> str:
    """A text without what differs between two faithful copies, and nothing else.

    Unicode's composed form; any run of white space is one space, and none before a percent sign;
    any dash, hyphen or minus sign is one. Case, digits, units, signs and words all count.
    """
    composed = unicodedata.normalize("NFC", text)
    return _BEFORE_PERCENT.sub("%", " ".join(_DASHES.sub("-", composed).split()))
