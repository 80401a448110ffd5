"""Tokens: what a quote is held against.

A token names the record, its version where it has one, the name of the text, and a digest of the
text: `claim/ID@VERSION/safe-wording/DIGEST`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from kb.mcp.base import Base, Row
from kb.mcp.claims import versioned
from kb.mcp.quotable import KINDS
from kb.mcp.shape import LONGEST, Quote, cut

DIGITS = 16
"""Hexadecimal digits of a digest."""
_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_BEFORE_PERCENT = re.compile(r"(?<=\d) %")
_TOKEN = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})/(?P<record>[a-zA-Z0-9._-]+)(@(?P<version>[0-9a-f]+))?"
    rf"/(?P<name>[a-z-]+)/(?P<digest>[0-9a-f]{{{DIGITS}}})"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart."""

    kind: str
    record: str
    version: str | None
    name: str
    digest: str


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


def claims_of(base: Base, kind: str, record: str) -> list[str]:
    """The claims that a record belongs to, as `id@version`."""
    return versioned(base, [row["claim"] for row in base.rows(KINDS[kind].claims, id=record)])


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
