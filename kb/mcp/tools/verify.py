"""Say whether a quote still stands: a wording or number beside the token that came with it.

White space, kinds of dash, and composed or loose accents make no difference; anything else does:
a digit, a unit, a sign, a word, a capital letter. A quote must be whole. A token of an older
version says so, and what the knowledge base says now.
"""

from __future__ import annotations

from pydantic import Field

from kb.mcp.base import Base, Row
from kb.mcp.quotable import KINDS
from kb.mcp.shape import LONGEST, Part, Quote, Told
from kb.mcp.tokens import Token, claims_of, digest, fetched, folded, parsed, quote

TITLE = "Verify a quote"


class Arguments(Part):
    """What may be asked."""

    token: str = Field(max_length=500, description="The token that came with the text")
    quoted: str = Field(max_length=2 * LONGEST, description="The whole text as you quote it")


class Data(Part):
    """What was found out."""

    outcome: str = Field(
        description="matches; altered: not what stands there; outdated: what the token was given"
        " for has changed; unknown: no such token, record or text here"
    )
    matches: bool = Field(description="Whether the quote is what the knowledge base says now")
    was_faithful: bool = Field(description="Whether the quote is what the token was given for")
    now: Quote | None = Field(None, description="What is said now, with its token")
    place: str | None = Field(None, description="statement[from–to] or source_key[locator]")
    claims: list[str] = Field(description="id@version, as it is now, of what the text belongs to")


_SUMMARIES = {
    "matches": "The quote matches.",
    "altered": "The quote does NOT match: it was altered. Quote what `now` says, or nothing.",
    "outdated": "The token was given for another version or text; `now` is what is said today.",
    "unknown": "This is no token of this knowledge base, or what it names is no longer there.",
}


def answer(base: Base, asked: Arguments) -> Told:
    """Hold a quote against what its token names."""
    token = parsed(asked.token)
    row = fetched(base, token.kind, token.record) if token else None
    now = quote(token.kind, token.name, row) if token and row else None
    if token is None or row is None or now is None:
        return _told(Data(outcome="unknown", matches=False, was_faithful=False, claims=[]))
    matches = folded(asked.quoted) == folded(now.text)
    outcome = "matches" if matches else "altered"
    return _told(
        Data(
            outcome=outcome if _is_current(token, row, now) else "outdated",
            matches=matches,
            was_faithful=digest(asked.quoted) == token.digest,
            now=now,
            place=KINDS[token.kind].place(row),
            claims=claims_of(base, token.kind, token.record),
        ),
        is_claim=token.kind == "claim",
    )


def _is_current(token: Token, row: Row, now: Quote) -> bool:
    return token.version == row.get("version") and token.digest == digest(now.text)


def _told(data: Data, *, is_claim: bool = False) -> Told:
    summary = _SUMMARIES[data.outcome]
    if data.outcome == "outdated":
        summary += " The quote is the same." if data.matches else " The quote is not what it says."
        if is_claim:
            summary += " get_claim with the token's id@version tells what has changed."
    return Told(summary=summary, data=data)
