"""A server that shows a built file on this machine: where it listens, and whether it does."""

from __future__ import annotations

import json
import socket
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import click

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8001
PATIENCE = 3
"""Seconds in which a server that runs answers."""
STARTING = 60
"""Seconds in which a server that is started answers."""


def address(port: int, page: str = "") -> str:
    """Where a page is, by its path without the first slash."""
    return f"http://{LOOPBACK}:{port}/{page}"


def running(built: Path) -> int | None:
    """The port of a server that shows this very file, if there is one."""
    ports = [*_noted(built), USUAL_PORT]
    return next((port for port in ports if _shows(port, built)), None)


@contextmanager
def noted(built: Path, port: int) -> Iterator[None]:
    """Note beside a built file, for as long as it is served, where it is."""
    note = _note(built)
    note.write_text(f"{port}\n", "ascii")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def browse(place: str) -> None:
    """Open an address in the browser; where there is none, say it."""
    if not webbrowser.open(place):
        click.echo(f"no browser was found here: open {place}", err=True)


def browse_when_up(port: int, page: str) -> threading.Thread:
    """Open a page as soon as the server, which this process is about to run, listens."""
    waiting = threading.Thread(target=_wait_and_browse, args=(port, page), daemon=True)
    waiting.start()
    return waiting


def _wait_and_browse(port: int, page: str) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
            browse(address(port, page))
            return
        time.sleep(0.1)


def _note(built: Path) -> Path:
    return built.with_suffix(".port")


def _noted(built: Path) -> list[int]:
    try:
        return [int(_note(built).read_text("ascii"))]
    except (OSError, ValueError):
        return []


def _shows(port: int, built: Path) -> bool:
    """Whether what listens at a port is Datasette, and says that it has the file open."""
    connection = HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/-/databases.json")
        told = connection.getresponse().read().decode()
        return any(json.dumps(str(path)) in told for path in (built, built.resolve()))
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()
