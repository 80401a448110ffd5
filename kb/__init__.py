"""kb: an evidence and claims knowledge base, kept as text, checked and published.

From Python: `kb.open()` reads a built one, `kb.build(root)` makes and reads one; docs/python.md
tells what both give.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.analysis.pooling import Pooled, pool
    from kb.api.amount import Amount
    from kb.api.answer import Answer
    from kb.api.base import Base
    from kb.api.checking import Checked, Resembling
    from kb.api.error import (
        BuildError,
        ClosedError,
        DownloadError,
        ExportError,
        KbError,
        LakeError,
        MissingLibraryError,
        NotOneError,
        OfflineWarning,
        OpenError,
        PrivateWarning,
        QueryError,
        StaleWarning,
        TruncatedWarning,
        UnknownFilterError,
        UnknownRecordError,
        UnknownValueError,
    )
    from kb.api.opening import build, open  # noqa: A004 - `kb.open` is what people look for
    from kb.api.records.claim import (
        Change,
        Claim,
        Domain,
        Figure,
        Gap,
        Synthesis,
        Verdict,
        Version,
    )
    from kb.api.records.document import Document, Quantity, Statement
    from kb.api.records.guidance import Dose, Guidance
    from kb.api.records.source import Source, Term
    from kb.api.records.study import Arm, Evidence, Finding, Study
    from kb.api.results import Results

__version__ = "0.1.0"

_MODULES = {
    "analysis.pooling": ("Pooled", "pool"),
    "api.amount": ("Amount",),
    "api.answer": ("Answer",),
    "api.base": ("Base",),
    "api.checking": ("Checked", "Resembling"),
    "api.error": (
        "BuildError",
        "ClosedError",
        "DownloadError",
        "ExportError",
        "KbError",
        "LakeError",
        "MissingLibraryError",
        "NotOneError",
        "OfflineWarning",
        "OpenError",
        "PrivateWarning",
        "QueryError",
        "StaleWarning",
        "TruncatedWarning",
        "UnknownFilterError",
        "UnknownRecordError",
        "UnknownValueError",
    ),
    "api.opening": ("build", "open"),
    "api.records.claim": (
        "Change",
        "Claim",
        "Domain",
        "Figure",
        "Gap",
        "Synthesis",
        "Verdict",
        "Version",
    ),
    "api.records.document": ("Document", "Quantity", "Statement"),
    "api.records.guidance": ("Dose", "Guidance"),
    "api.records.source": ("Source", "Term"),
    "api.records.study": ("Arm", "Evidence", "Finding", "Study"),
    "api.results": ("Results",),
}
"""The names that programs use, by the module that is loaded when the first of them is used."""
_HOMES = {name: f"kb.{module}" for module, names in _MODULES.items() for name in names}

__all__ = [
    "Amount",
    "Answer",
    "Arm",
    "Base",
    "BuildError",
    "Change",
    "Checked",
    "Claim",
    "ClosedError",
    "Document",
    "Domain",
    "Dose",
    "DownloadError",
    "Evidence",
    "ExportError",
    "Figure",
    "Finding",
    "Gap",
    "Guidance",
    "KbError",
    "LakeError",
    "MissingLibraryError",
    "NotOneError",
    "OfflineWarning",
    "OpenError",
    "Pooled",
    "PrivateWarning",
    "Quantity",
    "QueryError",
    "Resembling",
    "Results",
    "Source",
    "StaleWarning",
    "Statement",
    "Study",
    "Synthesis",
    "Term",
    "TruncatedWarning",
    "UnknownFilterError",
    "UnknownRecordError",
    "UnknownValueError",
    "Verdict",
    "Version",
    "build",
    "open",
    "pool",
]

if not TYPE_CHECKING:  # pragma: no branch - only type checkers take the other

    def __getattr__(name: str) -> object:
        """Load what is used, so that `import kb` costs nothing.

        Raises
        ------
        AttributeError
            If there is no such name.
        """
        if name not in _HOMES:
            message = f"module 'kb' has no attribute {name!r}"
            raise AttributeError(message)
        found = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
