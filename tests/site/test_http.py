"""docs/http.md: every recipe is run, and gives what SQL gives at home."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.programs import ran

SHOWN = "http://127.0.0.1:8001"
PAGE = (ROOT / "docs" / "http.md").read_text("utf-8")
RECIPES = [
    (section.partition("\n")[0], language, program)
    for section in re.split(r"(?m)^## ", PAGE)
    for language, program in re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", section)
]
SLOW = ("js", "r")
"""Languages that take long to start: their recipes ask the same addresses as the others."""
SQL: Mapping[str, str] = {
    "Rows of a view": """select claim_id, verdict, certainty from claim_overview
        where outcome like '%pain%' order by claim_id""",
    "Page after page": "select count(*) from evidence_table",
    "SQL of your own": """select distinct study_id, year from evidence_table
        where claim_id = 'knee-oa-pain' and year > 0 order by 1""",
    "A claim at its permanent address": """select verdict, certainty, version
        from claim_overview where claim_id = 'knee-oa-pain'""",
    "Whether a quotation still holds": """select part, field_name from claim_change
        where claim = 'knee-oa-pain' and version = '210587e6cfee' order by rowid""",
    "Only what is new": "select 200 union all select 304",
    "A table for statistics": """select count(*) from evidence_table e
        join claim_overview c on c.claim_id = e.claim_id
        where c.verdict in ('supported', 'mostly_supported')""",
}
"""What each section's recipes give, as asked of the file itself."""


def _lines(printed: str) -> list[str]:
    """What a recipe prints, line by line; rows of JSON by their values."""
    if printed.startswith("["):
        return [" ".join(map(str, row.values())) for row in json.loads(printed)]
    return [line.rstrip() for line in printed.splitlines()]


@pytest.mark.untraced
@pytest.mark.parametrize(
    "recipe",
    [
        pytest.param(one, id=" ".join(one[:2]), marks=[pytest.mark.slow] if one[1] in SLOW else [])
        for one in RECIPES
    ],
)
def test_recipe_gives_what_sql_gives(
    recipe: tuple[str, str, str], address: str, real_database: Path, tmp_path: Path
) -> None:
    section, language, program = recipe
    assert SHOWN in program
    with closing(sqlite3.connect(real_database)) as connection:
        wanted = [" ".join(map(str, row)) for row in connection.execute(SQL[section])]
    assert _lines(ran(language, program.replace(SHOWN, address), tmp_path)) == wanted


def test_every_section_with_a_recipe_has_one_in_each_language() -> None:
    found: dict[str, set[str]] = {}
    for section, language, _ in RECIPES:
        found.setdefault(section, set()).add(language)
    assert found.keys() == SQL.keys()
    assert {name for name, told in found.items() if told != {"sh", "python", "js", "r"}} == {
        "Only what is new",  # R has no way to send headers of its own
        "A table for statistics",  # JavaScript has no reader of CSV
    }
