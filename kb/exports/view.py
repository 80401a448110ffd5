"""The choice of one stable view, or of all, that table formats leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.exports.belonging import VIEWS
from kb.exports.format import Option

ALL = "all"
ONE: Mapping[str, Option] = {
    "view": Option("The view whose rows are written.", "claim_overview", (*VIEWS, ALL))
}
"""The option of formats that hold one table."""
SEVERAL: Mapping[str, Option] = {
    "view": Option("The view whose rows are written.", ALL, (*VIEWS, ALL))
}
"""The option of formats that hold many tables."""


def chosen(view: str) -> Sequence[str]:
    """The views that the option means."""
    return tuple(VIEWS) if view == ALL else (view,)
