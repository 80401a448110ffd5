"""Rows of tables back into the typed records that they came from: what analysis and audits read.

What a table does not hold is not there: of files, places and released versions nothing is known.
"""

from __future__ import annotations

from kb.engines.rebuilt.corpus import corpus
from kb.engines.rebuilt.tables import Row, Tables

__all__ = ["Row", "Tables", "corpus"]
