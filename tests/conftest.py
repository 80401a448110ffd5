"""What all tests share: the folder of outside material, and no silent skips in CI."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from kb.corpus import load
from kb.database.build import build
from tests import real
from tests.command import run

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

# a busy machine is no failure; where CI is set, Hypothesis itself draws the same examples each time
settings.register_profile("kb", settings.default, deadline=None)
settings.load_profile("kb")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of outside material: ``$KB_SHARED``, else ``../shared``; skip without it."""
    folder = Path(os.environ.get("KB_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no folder of outside material at {folder} (KB_SHARED names another)")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a copy of the tiny knowledge base, to be changed at will."""
    return shutil.copytree(ROOT / "tests" / "corpus", tmp_path / "corpus")


@pytest.fixture(scope="session")
def begun_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what `kb init` begins, only to be read."""
    root = tmp_path_factory.mktemp("begun") / "kb"
    run("init", root)
    return root


@pytest.fixture
def blank(begun_once: Path, tmp_path: Path) -> Path:
    """Give a copy of what `kb init` begins, to be changed at will."""
    return shutil.copytree(begun_once, tmp_path / "kb")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a built copy of the tiny knowledge base, only to be read."""
    root = tmp_path_factory.mktemp("built") / "corpus"
    shutil.copytree(ROOT / "tests" / "corpus", root)
    build(load(root)[0], root / "build" / "kb.db")
    return root


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the built file of a knowledge base with every kind of record, only to be read."""
    target = tmp_path_factory.mktemp("full") / "kb.db"
    return build(load(ROOT / "tests" / "corpus_full")[0], target).path


@pytest.fixture(scope="session")
def real_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the knowledge base of this repository, only to be read; workers share one file."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return build(real.corpus(), tmp_path_factory.mktemp("real") / "kb.db").path
    target = tmp_path_factory.getbasetemp().parent / f"{run}-real" / "kb.db"
    target.parent.mkdir(exist_ok=True)
    with target.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return target if target.exists() else build(real.corpus(), target).path


@pytest.fixture(scope="session")
def address(real_database: Path) -> Iterator[str]:
    """Serve the knowledge base of this repository over HTTP, and give the address."""
    from tests.over_http import listening  # noqa: PLC0415 - Datasette, for whom it is

    with listening(real_database) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium, once for each module: Playwright keeps the thread's event loop."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on PATH")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the garbage collector what lives to the end, modules and tests: it is very much."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that CI skipped, unless its marker ``may_skip`` says why it may."""
    report = yield
    is_xfail = hasattr(report, "wasxfail")
    if IN_CI and report.skipped and not is_xfail and not item.get_closest_marker("may_skip"):
        report.outcome = "failed"
        report.longrepr = f"skipped where CI=true: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a whole module that CI skipped."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped where CI=true: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Say why a test was skipped, in the words of its skip."""
    return str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr)
