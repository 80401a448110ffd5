"""Built files to be exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.corpus import load
from kb.database.build import build

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def tiny(built: Path) -> Path:
    """Give the built file of the tiny knowledge base."""
    return built / "build" / "kb.db"


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the built file of this repository's own text."""
    corpus, problems = load(ROOT)
    assert problems == []
    return build(corpus, tmp_path_factory.mktemp("real") / "kb.db").path


@pytest.fixture(params=["tiny", "full", "real"])
def each(request: pytest.FixtureRequest) -> Path:
    """Give each built file."""
    path: Path = request.getfixturevalue(request.param)
    return path
