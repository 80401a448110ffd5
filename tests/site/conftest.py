"""The tiny corpus, built and served once for all tests of the site."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette import hookimpl
from datasette.plugins import pm
from jinja2 import Environment, FileSystemBytecodeCache

from tests.conftest import ROOT
from tests.site.kinds import addresses, weights
from tests.site.served import CORPUS, Server, built, serving


class Compiled:
    """Lets all servers and workers of a run share compiled templates: most of a first page."""

    __name__ = "compiled"  # Datasette asks every plugin for it

    def __init__(self, folder: Path) -> None:
        self.cache = FileSystemBytecodeCache(str(folder))

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette publishes no types
    def prepare_jinja2_environment(self, env: Environment) -> None:
        """Look there before compiling."""
        env.bytecode_cache = self.cache


@pytest.fixture(scope="session", autouse=True)
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    run, own = os.environ.get("PYTEST_XDIST_TESTRUNUID"), tmp_path_factory.getbasetemp()
    folder = own.parent / f"{run}-templates" if run else own / "templates"
    folder.mkdir(exist_ok=True)
    plugin = pm.register(compiled := Compiled(folder))
    yield
    pm.unregister(compiled, plugin)


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


@pytest.fixture(scope="session")
def real_site(real_database: Path) -> Iterator[Server]:
    """Serve the knowledge base of this repository."""
    with serving(real_database) as server:
        yield server


@pytest.fixture(scope="session")
def real_private_site(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Server]:
    """Serve it with the text of the articles that it is about."""
    target = tmp_path_factory.mktemp("private") / "kb.db"
    with serving(built(target, ROOT, shared / "seeds")) as server:
        yield server


@pytest.fixture(scope="session")
def real_weights(real_site: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Weigh every page that search engines are told of; workers of one run do so once."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return weights(real_site)
    with (tmp_path_factory.getbasetemp().parent / f"{run}.json").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        found: dict[str, int] = json.loads(file.read() or "null") or weights(real_site)
        if not file.tell():
            json.dump(found, file)
    return found


@pytest.fixture(scope="session")
def real_kinds(real_database: Path, real_weights: dict[str, int]) -> list[str]:
    """Give the address of one page of every kind, the heaviest."""
    return addresses(real_database, real_weights)
