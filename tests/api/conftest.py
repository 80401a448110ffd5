"""Knowledge bases that are open for reading, shared by all tests of `import kb`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kb
from kb.database.build import build
from tests.evidence import claim, corpus, finding, study


@pytest.fixture(scope="session")
def tiny(built: Path) -> Path:
    """Give the built file of the tiny knowledge base."""
    return built / "build" / "kb.db"


@pytest.fixture(scope="session")
def base(tiny: Path) -> Iterator[kb.Base]:
    """Open the tiny knowledge base with two documents."""
    with kb.open(tiny) as opened:
        yield opened


@pytest.fixture(scope="session")
def whole(full: Path) -> Iterator[kb.Base]:
    """Open the knowledge base with every kind of record."""
    with kb.open(full) as opened:
        yield opened


@pytest.fixture(scope="session")
def pools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kb.Base]:
    """Open one whose claims have a pool of three studies, a single study, and nothing."""
    studies = [study(f"s{at}", finding(value=at, se=0.5, n=10)) for at in (1, 2, 3)]
    claims = [
        claim([(f"s{at}", "taller") for at in (1, 2, 3)]),
        claim([("s1", "taller")], id="single"),
        claim([], id="unstudied"),
    ]
    target = tmp_path_factory.mktemp("pools") / "kb.db"
    with kb.open(build(corpus(studies, *claims), target).path) as opened:
        yield opened
