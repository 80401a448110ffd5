"""What summaries say: the four kinds of document, each one module, made of rows of the database."""

from __future__ import annotations

from kb.exports.error import ExportError
from kb.exports.selection import Selection
from kb.exports.summary.block import Document
from kb.exports.summary.citations import Citations
from kb.exports.summary.content import audit, claim, evidence, practice, sheet

SHEETS = {
    "claim": sheet.make,
    "claim-full": claim.make,
    "document": audit.make,
    "evidence": evidence.make,
    "practice": practice.make,
}


def document(selection: Selection, wanted: str, style: str) -> Document:
    """The document of a sheet; of any other word the sheet that fits what is asked for.

    Raises
    ------
    ExportError
        If nothing is chosen: a document about nothing would look like one that found nothing.
    """
    if not selection.n_claims:
        message = f"no claim is chosen by {selection.asked.told()}"
        raise ExportError(message, "take a filter away, or widen it")
    name = wanted if wanted in SHEETS else fitting(selection)
    is_card = name == "practice"
    citations = Citations(selection, style, numbered=is_card, short=is_card or name == "claim")
    return SHEETS[name](selection, citations)


def fitting(selection: Selection) -> str:
    """The sheet of a single claim, the audit of a single document, else a summary."""
    asked = selection.asked.parameters()
    for name in ("claim", "document"):
        if len(asked.get(name, ())) == 1:
            return name
    return "evidence"
