"""The pools for R: a script for metafor, the effects, what kb makes of them, tables as RevMan's."""

from __future__ import annotations

import csv
import io
from importlib import resources
from typing import BinaryIO
from zipfile import ZipFile

from kb.exports.archive import archive, member
from kb.exports.readme import readme
from kb.exports.selection import Selection
from kb.exports.spreadsheet import inert

ABOUT = "Each pooled estimate as a script in R that pools it again, and as a table like RevMan's."
ACCEPTED_BY = "R with metafor; any statistics program; RevMan, by hand"
CANNOT = (
    "claims without a pooled estimate",
    "findings that were left out of a pool, and why: `csv` and `sqlite` have them",
    "RevMan's own files: revman/*.csv have the columns of Cochrane's data rows, to be pasted",
)
EXTENSION = "zip"
MEDIA_TYPE = "application/zip"
_SYNTHESES = """
    select s.id as synthesis, s.claim, c.claim as text, s.outcome, s.instrument, s.measure, s.unit,
      s.model, s.k_cohorts, s.estimate, s.ci_low, s.ci_high, s.pi_low, s.pi_high, s.tau2, s.i2, s.q
    from synthesis s join claim c on c.id = s.claim
    where s.claim in (select id from temp.chosen_claim) order by s.id"""
_STUDIES = """
    select i.synthesis, i.finding, f.study, o.citation, o.doi, i.measure, i.yi, i.vi, i.weight
    from synthesis_input i join finding f on f.id = i.finding join source o on o.key = f.source
    where i.used and i.claim in (select id from temp.chosen_claim)
    order by i.synthesis, i.finding"""
_REVMAN = """
    select c.claim as "Analysis name", i.finding as "Finding", o.citation as "Study",
      o.year as "Study year", i.yi as "GIV Mean", sqrt(i.vi) as "GIV SE",
      f.arm_value as "Experimental mean", f.arm_sd as "Experimental SD", a.n as "Experimental N",
      f.comparator_value as "Control mean", f.comparator_sd as "Control SD", b.n as "Control N",
      i.weight as "Weight", o.doi as "DOI"
    from synthesis_input i join finding f on f.id = i.finding join source o on o.key = f.source
      join claim c on c.id = i.claim left join arm a on a.id = f.arm
      left join arm b on b.id = f.comparator_arm
    where i.used and i.synthesis = :synthesis order by i.finding"""


def write(selection: Selection, out: BinaryIO) -> None:
    """Script, effects and results; then a table for each pool."""
    if not selection.count("synthesis"):
        selection.note("no claim that was asked for has a pooled estimate")
    with archive(out) as made:
        _put(made, "README.txt", readme(selection, CANNOT).encode())
        _put(made, "pool.R", (resources.files("kb.exports.pools") / "pool.R").read_bytes())
        _put(made, "syntheses.csv", _table(selection, _SYNTHESES))
        _put(made, "studies.csv", _table(selection, _STUDIES))
        for row in selection.query(_SYNTHESES):
            name = str(row["synthesis"])
            _put(made, f"revman/{name}.csv", _table(selection, _REVMAN, synthesis=name))


def _put(made: ZipFile, name: str, data: bytes) -> None:
    with member(made, name) as file:
        file.write(data)


def _table(selection: Selection, sql: str, **given: str) -> bytes:
    """Rows under their names, text that a spreadsheet would run with an apostrophe before it."""
    rows = selection.connection.cursor().execute(sql, given)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column[0] for column in rows.description])
    writer.writerows(map(inert, row) for row in rows)
    return text.getvalue().encode()
