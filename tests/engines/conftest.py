"""Lakes of built files, and DuckDB over them, only to be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.engines.duck import Duck
from kb.engines.lake import LakeFolder, read
from kb.exports.lake.write import write
from tests.exports.selected import selected


def lake_of(built: Path, folder: Path) -> LakeFolder:
    """Write the lake of a built file."""
    with selected(built) as selection:
        write(selection, folder)
    return read(folder)


@pytest.fixture(scope="session")
def tiny(built: Path) -> Path:
    """Give the built file of the tiny knowledge base."""
    return built / "build" / "kb.db"


@pytest.fixture(scope="session")
def tiny_lake(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> LakeFolder:
    """Write a lake of the tiny knowledge base."""
    return lake_of(tiny, tmp_path_factory.mktemp("lake") / "tiny")


@pytest.fixture(scope="session")
def real_lake(real_database: Path, tmp_path_factory: pytest.TempPathFactory) -> LakeFolder:
    """Write a lake of the knowledge base of this repository."""
    return lake_of(real_database, tmp_path_factory.mktemp("lake") / "real")


@pytest.fixture(scope="session")
def duck(tiny_lake: LakeFolder) -> Iterator[Duck]:
    """Open DuckDB over the tiny lake."""
    engine = Duck(tiny_lake)
    yield engine
    engine.close()
