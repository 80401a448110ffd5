"""The sources that belong to a selection as references, in a bibliography's order.

A source that only a curator inferred behind a statement belongs to everything, but to no part of
it: nobody cites it there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kb.citing.cited import Cited
from kb.citing.forms import forms
from kb.exports.selection import Row, Selection

_NAMED = """
    select source from document where id in temp.chosen_document
    union
    select r.source from study_report r join evidence_line e on e.study = r.study
      where e.claim in temp.chosen_claim
    union
    select f.source from finding f join evidence_line e on e.study = f.study
      where e.claim in temp.chosen_claim
    union
    select a.source from appraisal a join evidence_line e on e.study = a.study
      where e.claim in temp.chosen_claim
    union
    select source from source_trace
      where statement in temp.chosen_statement and basis = 'author_cited'"""
"""Sources that documents, studies and their own references name."""
_SOURCES = "select * from source where key in ({keys}) order by sort_key, key"
CANNOT_SOURCES = (
    "Claims, evidence and verdicts: there are sources only.",
    "Whether a source was retracted, corrected or superseded since it was published.",
)
"""What no list of references carries."""


def sources(selection: Selection) -> Iterator[Row]:
    """Rows of the sources, by names, year and title."""
    keys = "select id from temp.chosen_source" if selection.is_everything else _NAMED
    return selection.query(_SOURCES.format(keys=keys))


def item(row: Row) -> Mapping[str, Any]:
    """A source as an item of CSL-JSON."""
    found: Mapping[str, Any] = json.loads(str(row["csl"]))
    return found


def cited(selection: Selection) -> Iterator[Cited]:
    """The sources as they are cited."""
    for row in sources(selection):
        yield Cited(item(row), str(row["bibtex"]), str(row["reference"]))


def write(selection: Selection, out: BinaryIO, ending: str) -> None:
    """Write the sources in a format of reference managers, by the ending of its files."""
    out.writelines(text.encode() for text in forms()[ending].write(cited(selection)))
