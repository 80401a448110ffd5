"""Parts of queries that more than one door asks, so that all get the same answer."""

from __future__ import annotations

from importlib import resources


def shared(name: str) -> str:
    """The text of a file of `queries/`."""
    return resources.files("kb.database").joinpath("queries", f"{name}.sql").read_text("utf-8")
