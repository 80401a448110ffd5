"""A base at an address is fetched once, kept whole, and asked for again when it may be newer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import kb


class Served(ThreadingHTTPServer):
    """A server of one file, which remembers what it was asked and can be made to fail."""

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.content = content
        self.asked: list[int] = []
        self.status = 200
        self.told: int | None = None
        self.has_tag = True

    @property
    def address(self) -> str:
        """Where the file is."""
        return f"http://127.0.0.1:{self.server_port}/kb.db"

    def handle_error(self, *_: object) -> None:
        """Say nothing of who hangs up."""


class Answering(BaseHTTPRequestHandler):
    """Answers as the server is told to."""

    server: Served

    def do_GET(self) -> None:
        """Send the file, or what else is to come."""
        tag = f'"{sha256(self.server.content).hexdigest()}"'
        is_known = self.server.has_tag and self.headers.get("If-None-Match") == tag
        status = 304 if is_known and self.server.status == 200 else self.server.status
        content = self.server.content if status == 200 else b""
        self.server.asked.append(status)
        self.send_response(status)
        if self.server.has_tag:
            self.send_header("ETag", tag)
        told = len(content) if self.server.told is None else self.server.told
        self.send_header("Content-Length", str(told))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which copies are kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return tmp_path / "kb"


@pytest.fixture
def server(tiny: Path, cache: Path) -> Iterator[Served]:
    """Serve the tiny knowledge base."""
    with Served(tiny.read_bytes()) as serving:
        Thread(target=serving.serve_forever, args=(0.01,), daemon=True).start()
        yield serving
        serving.shutdown()
    assert list(cache.rglob("*.part")) == []


def opened(address: str, **options: str) -> Path:
    """Open what is at an address, and give the copy that is used."""
    with kb.open(address, **options) as base:  # type: ignore[arg-type]  # texts only
        assert len(base.claims()) > 0
        return base.path


def test_a_base_is_fetched_once_and_then_asked_for(server: Served, tiny: Path) -> None:
    first = opened(server.address)
    assert first.read_bytes() == tiny.read_bytes()
    assert opened(server.address) == first
    assert server.asked == [200, 304]


def test_a_newer_base_takes_the_place_and_two_copies_are_kept(
    server: Served, full: Path, pools: kb.Base, tiny: Path
) -> None:
    first = opened(server.address)
    server.content = full.read_bytes()
    second = opened(server.address)
    assert second.read_bytes() == full.read_bytes()
    assert first.exists()
    server.content = pools.path.read_bytes()
    third = opened(server.address)
    assert {*third.parent.glob("*.db")} == {second, third}
    server.content = tiny.read_bytes()
    assert opened(server.address) == first


def test_a_server_without_tags_is_asked_for_all_of_it(server: Served) -> None:
    server.has_tag = False
    assert opened(server.address) == opened(server.address)
    assert server.asked == [200, 200]


def test_a_base_with_the_digest_asked_for_needs_no_server(server: Served, tiny: Path) -> None:
    digest = sha256(tiny.read_bytes()).hexdigest()
    first = opened(server.address, sha256=digest)
    assert opened(server.address, sha256=digest.upper()) == first
    assert server.asked == [200]


def refused(address: str, **options: str) -> str:
    """Give what an error says of an address."""
    with pytest.raises(kb.DownloadError) as caught:
        kb.open(address, **options)  # type: ignore[arg-type]  # texts only
    return str(caught.value)


def test_another_file_than_the_one_asked_for_is_refused(server: Served, cache: Path) -> None:
    found = sha256(server.content).hexdigest()
    assert f"is another file: its SHA-256 is {found}" in refused(server.address, sha256="0" * 64)
    assert list(cache.rglob("*.db")) == []
    opened(server.address)
    assert "is another file" in refused(server.address, sha256="0" * 64)
    assert server.asked == [200, 200, 304]


def test_a_file_that_is_cut_off_is_not_kept(server: Served, cache: Path) -> None:
    server.told = len(server.content) + 1
    told = refused(server.address)
    assert "it was cut off" in told or "IncompleteRead" in told
    assert list(cache.rglob("*.db")) == []
    server.told = None
    first = opened(server.address)
    server.content += b"more"
    server.told = len(server.content) + 1
    with pytest.warns(kb.OfflineWarning, match="the copy that was fetched before is used"):
        assert opened(server.address) == first


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"<html>", "is no SQLite database: what came is something else"), (b"", "no SQLite")],
)
def test_what_is_no_database_is_not_kept(
    server: Served, cache: Path, content: bytes, told: str
) -> None:
    server.content = content
    assert told in refused(server.address)
    assert list(cache.rglob("*.db")) == []


def test_a_server_that_refuses_is_told(server: Served) -> None:
    server.status = 404
    assert "the server answers 404 Not Found\nhint: look whether 127.0.0.1:" in refused(
        server.address
    )


def test_without_a_server_the_kept_copy_is_used_and_said_to_be(server: Served) -> None:
    first = opened(server.address)
    server.status = 503
    with pytest.warns(kb.OfflineWarning, match="answers 503") as caught:
        assert opened(server.address) == first
    assert caught[0].filename == __file__
    server.shutdown()
    server.server_close()
    with pytest.warns(kb.OfflineWarning, match="refused"):
        assert opened(server.address) == first


def test_without_server_and_copy_it_is_told(server: Served) -> None:
    server.shutdown()
    server.server_close()
    assert "Connection refused" in refused(server.address)


@pytest.mark.parametrize(
    "harm",
    [
        lambda copy: copy.write_bytes(b"harmed"),
        lambda copy: copy.unlink(),
        lambda copy: (copy.parent / "newest.json").write_bytes(b"{"),
        lambda copy: (copy.parent / "newest.json").write_text(json.dumps({"x": 1}), "utf-8"),
    ],
    ids=["bytes", "gone", "note", "strange-note"],
)
def test_a_copy_that_was_harmed_is_fetched_again(
    server: Served, harm: Callable[[Path], object]
) -> None:
    first = opened(server.address)
    harm(first)
    assert opened(server.address) == first
    assert server.asked == [200, 200]
    assert first.read_bytes() == server.content


def test_a_place_that_cannot_be_written_is_told(server: Served, cache: Path) -> None:
    cache.write_bytes(b"")
    assert "cannot fetch" in refused(server.address)
    cache.unlink()


@pytest.mark.usefixtures("cache")
def test_an_address_that_is_none_is_told() -> None:
    assert "cannot fetch http://[" in refused("http://[/kb.db")
    assert "cannot fetch https://" in refused("https://")
