"""Addresses of records: where the site shows them, or where they would be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlsplit

from kb.exports.error import ExportError
from kb.exports.format import Option
from kb.exports.selection import Selection

OPTIONS: Mapping[str, Option] = {
    "base": Option("Address of the site, under which records stand: https://example.org/", "")
}
"""The option of formats that name records by their address."""
NOWHERE = "https://kb.invalid/"
"""A name that never leads anywhere (RFC 2606): better than one that is somebody else's."""

_PATHS: Mapping[str, str] = {
    "claim": "claims/{}",
    "document": "documents/{}",
    "gap": "gaps/{}",
    "guidance": "guidance/{}",
    "source": "sources/{}",
    "statement": "statements/{}",
    "study": "studies/{}",
    "term": "terms/{}",
    "version": "claim/{}",
}
"""Records with a page of their own. A version is a claim's id, `@` and its version."""
_PARTS: Mapping[str, str] = {
    "appraisal": "studies/{owner}#{}",
    "arm": "studies/{owner}#{}",
    "certainty": "claims/{}#certainty",
    "certainty_domain": "claims/{owner}#{}",
    "cohort": "studies#cohort-{}",
    "contrary_search": "claims/{owner}#{}",
    "dose": "doses#{}",
    "evidence": "claims/{owner}#{}",
    "finding": "studies/{owner}#{}",
    "gap_kind": "gaps#{}",
    "imports": "data#import-{}",
    "protocol_step": "guidance/{owner}#{}",
    "quantity": "data#quantity-{}",
    "synthesis": "claims/{owner}#{}",
    "trace": "statements/{owner}#{}",
    "verdict": "claims/{}#verdict",
}
"""Records on the page of another, whose id is theirs without the last part."""


_PLAIN = re.compile(r"[\w.~@-]*", re.ASCII)
"""What nothing of is percent-encoded."""


@cache
def _parted(kind: str) -> tuple[str, str, str]:
    """What stands before, between and after the names of owner and record in an address."""
    pattern = _PATHS.get(kind) or _PARTS[kind]
    before, own, rest = pattern.partition("{owner}")
    middle, _, after = (rest if own else pattern).partition("{}")
    return (before, middle, after) if own else (middle, "", after)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one knowledge base's records: `site` ends in a slash."""

    site: str

    def of(self, kind: str, record: object) -> str:
        """The address of a record; what an address cannot hold is percent-encoded."""
        name = str(record)
        if not _PLAIN.fullmatch(name):
            name = quote(name, safe="@")
        before, by_owner, after = _parted(kind)
        owner = name.rpartition(".")[0] if by_owner else ""
        return f"{self.site}{before}{owner}{by_owner}{name}{after}"


def addresses(selection: Selection, base: str) -> Addresses:
    """The addresses below a base, or below one that leads nowhere if none is given.

    Raises
    ------
    ExportError
        If the base is no address.
    """
    if base:
        return Addresses(_site(base))
    selection.note(
        f"no --base was given: records stand below {NOWHERE}, which leads nowhere by design"
    )
    return Addresses(f"{NOWHERE}{selection.about.slug}/")


def _site(base: str) -> str:
    given = web(base)
    if given is None or set("?#") & set(given):
        message = f"“{base}” is no address of a site"
        raise ExportError(message, "give one like https://example.org/kb/")
    return given.rstrip("/") + "/"


def web(text: object) -> str | None:
    """An address on the web, with all that an IRI cannot hold percent-encoded; else None."""
    if not isinstance(text, str) or not re.match(r"https?://[^/\s?#]", text, re.IGNORECASE):
        return None
    try:
        urlsplit(text)
    except ValueError:
        return None
    encoded = quote(text, safe="!#$%&'()*+,/:;=?@[]~")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", encoded)
