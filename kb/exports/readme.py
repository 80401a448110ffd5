"""What goes with an export in words: the knowledge base, its licence, and what is not carried."""

from __future__ import annotations

from collections.abc import Sequence

from kb.exports.selection import Selection


def readme(selection: Selection, cannot: Sequence[str]) -> str:
    """A plain text for people."""
    about = selection.about
    parts = [
        about.title,
        about.about,
        f"{selection.n_claims} claims: {selection.asked.told()}.",
        *([about.advice] if about.advice else []),
        f"Licence: {about.licence} {about.licence_url or ''}".strip(),
        f"Made by kb {about.kb_version}. Digest of the text and of kb: {about.digest}",
        *(f"Not carried: {each}." for each in cannot),
    ]
    return "\n\n".join(parts) + "\n"
