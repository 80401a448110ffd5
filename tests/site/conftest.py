"""The tiny corpus, built and served once for all tests of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.served import CORPUS, Server, built, serving


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the public file."""
    return built(tmp_path_factory.mktemp("public") / "baths.db")


@pytest.fixture(scope="session")
def private_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the file that holds the documents' text."""
    target = tmp_path_factory.mktemp("private") / "baths.private.db"
    return built(target, documents=CORPUS / "documents")


@pytest.fixture(scope="session")
def site(database: Path) -> Iterator[Server]:
    """Serve the public file."""
    with serving(database) as server:
        yield server


@pytest.fixture(scope="session")
def private_site(private_database: Path) -> Iterator[Server]:
    """Serve the file that holds the documents' text."""
    with serving(private_database) as server:
        yield server


@pytest.fixture(scope="session")
def full_site(full: Path) -> Iterator[Server]:
    """Serve a knowledge base with every kind of record."""
    with serving(full) as server:
        yield server
