"""Records that are nested without end are refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from tests.command import run

MAPPING = """id: deep
title: Nested
origin: https://example.org/deep
licence: CC0-1.0
files:
  - file: deep.json
    make:
      - claim: {id: "{id}", claim: "{claim}", kind: effect}
    left_out: {x: of no use}
"""


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """Give a list with one record, three thousand levels deep."""
    path = tmp_path / "deep.json"
    levels = "[" * 3000 + "1" + "]" * 3000
    path.write_text(f'[{{"id": "a", "claim": "Tea helps.", "x": {levels}}}]', "utf-8")
    return path


def test_guess_of_a_record_without_a_bottom(deep: Path) -> None:
    result = run("import", "--guess", deep)
    assert result.exit_code == 1
    assert "hundreds of levels deep\nhint: take that record out" in result.stderr


def _imported(deep: Path, mapping: str) -> Result:
    path = deep.with_name("map.yaml")
    path.write_text(mapping, "utf-8")
    return run("import", deep, "--mapping", path, "--into", deep.with_name("deep.db"))


def test_what_is_left_out_may_be_as_deep_as_it_likes(deep: Path) -> None:
    assert "1 stored, 0 rejected" in _imported(deep, MAPPING).output


def test_what_is_used_may_not(deep: Path) -> None:
    used = MAPPING.replace("kind: effect}", 'kind: effect, summary: "{x}"}')
    result = _imported(deep, used.replace("    left_out: {x: of no use}\n", ""))
    assert result.exit_code == 1
    assert "hundreds of levels deep" in result.stderr
    assert not deep.with_name("deep.db").exists()
