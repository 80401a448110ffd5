"""Compile the curated text into one SQLite file, and open it for reading."""

from __future__ import annotations

from kb.database.build import BuildError, Built, build
from kb.database.reader import connect

__all__ = ["BuildError", "Built", "build", "connect"]
