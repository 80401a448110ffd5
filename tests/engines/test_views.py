"""Every stable view gives the same rows on every engine."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kb.engines.duck import Duck
from kb.engines.lake import LakeFolder
from tests.engines.comparing import differences


@pytest.mark.parametrize("base", ["tiny", "real"])
def test_duckdb_gives_the_rows_of_sqlite(request: pytest.FixtureRequest, base: str) -> None:
    lake: LakeFolder = request.getfixturevalue(f"{base}_lake")
    built: Path = request.getfixturevalue({"tiny": "tiny", "real": "real_database"}[base])
    with closing(Duck(lake)) as engine:
        assert list(differences(engine, built)) == []
