"""Built files to be exported."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tiny(built: Path) -> Path:
    """Give the built file of the tiny knowledge base."""
    return built / "build" / "kb.db"


@pytest.fixture(scope="session")
def real(real_database: Path) -> Path:
    """Give the built file of this repository's own text."""
    return real_database


@pytest.fixture(params=["tiny", "full", "real"])
def each(request: pytest.FixtureRequest) -> Path:
    """Give each built file."""
    path: Path = request.getfixturevalue(request.param)
    return path
