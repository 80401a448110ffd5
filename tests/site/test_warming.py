"""A large file is looked at when its server starts, so that no reader waits for all of it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from datasette.app import Datasette

from kb.site import warming


def test_pages_that_tell_of_everything_are_made_before_anybody_asks(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "LARGE", 0)
    datasette = Datasette(immutables=[str(full)])
    asyncio.run(datasette.invoke_startup())
    for thread in threading.enumerate():
        if thread.name == "kb-warming":
            thread.join()
    asked = {key[0] for key in datasette.kb_site.kept}
    assert {"evidence_map", "counts", "gap_facets", "dose_counts", "claim_index"} <= asked
    datasette.executor.shutdown()


def test_a_small_file_is_left_alone(full: Path) -> None:
    datasette = Datasette(immutables=[str(full)])
    asyncio.run(datasette.invoke_startup())
    assert datasette.kb_site.kept == {}
    datasette.executor.shutdown()


def test_a_server_that_ends_while_it_is_looked_at_ends_in_silence(
    full: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(warming, "LARGE", 0)
    datasette = Datasette(immutables=[str(full)])
    datasette.executor.shutdown()
    asyncio.run(datasette.invoke_startup())
    for thread in threading.enumerate():
        if thread.name == "kb-warming":
            thread.join()
    assert capsys.readouterr().err == ""
