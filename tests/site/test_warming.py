"""A large file is looked at when its server starts, so that no reader waits for all of it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest
from datasette.app import Datasette

from kb.site import site as site_module
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


def test_what_two_ask_at_once_is_found_once(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def ask(_connection: sqlite3.Connection) -> int:
        asked.append(1)
        return len(asked)

    async def both(datasette: Datasette) -> tuple[int, int]:
        await datasette.invoke_startup()
        site = datasette.kb_site
        one, other = await asyncio.gather(site.once(("one",), ask), site.once(("one",), ask))
        for key in ("two", "one", "three"):
            await site.once((key,), ask)
        assert list(site.kept) == [("one",), ("three",)], "what was asked longest ago is forgotten"
        return one, other

    monkeypatch.setattr(site_module, "KEPT", 2)
    datasette = Datasette(immutables=[str(full)])
    assert asyncio.run(both(datasette)) == (1, 1)
    datasette.executor.shutdown()


def test_a_small_file_is_left_alone(full: Path) -> None:
    datasette = Datasette(immutables=[str(full)])
    asyncio.run(datasette.invoke_startup())
    assert datasette.kb_site.kept == {}
    datasette.executor.shutdown()


def test_a_server_that_ends_while_it_is_looked_at_ends_in_silence(
    full: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    datasette = Datasette(immutables=[str(full)])
    asyncio.run(datasette.invoke_startup())
    datasette.executor.shutdown()
    monkeypatch.setattr(warming, "LARGE", 0)
    warming.begin(datasette.kb_site)
    for thread in threading.enumerate():
        if thread.name == "kb-warming":
            thread.join()
    assert capsys.readouterr().err == ""
