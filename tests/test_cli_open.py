"""`kb open`: the page of a record in the browser, of a server that runs or of one it starts."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kb.cli import main, server
from kb.corpus import load
from kb.database.build import build
from tests.command import run


def address(built: Path, *words: str) -> str:
    """Give the address that is printed."""
    result = run("open", "--root", built, "--print", *words)
    assert result.exit_code == 0, result.output
    return result.output.rstrip("\n")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("", ""),
        ("numb-skin", "claims/numb-skin"),
        ("claim wrist-pain", "claims/wrist-pain"),
        ("term wrist-pain", "terms/wrist-pain"),
        ("cold-hands-post.older-study", "statements/cold-hands-post.older-study"),
        ("document cold-hands-post", "documents/cold-hands-post"),
        ("hand-bath", "guidance/hand-bath"),
        ("inventa-trial", "studies/inventa-trial"),
        ("source inventa1999", "sources/inventa1999"),
    ],
)
def test_address_of_every_kind_of_page(built: Path, words: str, path: str) -> None:
    assert re.sub(r":\d+/", "/", address(built, *words.split())) == f"http://127.0.0.1/{path}"


def test_unknown_id_names_the_one_that_is_meant(built: Path) -> None:
    result = run("open", "--root", built, "claim", "numb-skim")
    assert result.exit_code == 1
    assert result.output == "Error: no claim has the id `numb-skim`: did you mean `numb-skin`?\n"
    result = run("open", "--root", built, "§")
    assert result.output == "Error: no record has the id `§`: `kb search WORDS` finds claims\n"


def test_unknown_kind_names_the_one_that_is_meant(built: Path) -> None:
    result = run("open", "--root", built, "claims", "numb-skin")
    assert result.exit_code == 2
    assert "`claims` is no kind of record: did you mean `claim`?" in result.output
    assert "the kinds are claim, statement" in run("open", "--root", built, "a", "b", "c").output


def test_without_a_server_one_is_started_which_the_next_page_is_opened_of(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = build(load(corpus)[0], corpus / "build" / "kb.db").path
    opened, ports = list[str](), list[int | None]()

    def shown(page: str) -> bool:
        opened.append(page)
        if len(opened) == 1:
            ports.append(server.running(target))
            run("open", "--root", corpus, "term", "people")
            os.kill(os.getpid(), signal.SIGINT)
        return True

    monkeypatch.setattr("webbrowser.open", shown)
    monkeypatch.setattr(sys, "argv", ["kb", "open", "numb-skin", "--root", str(corpus)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert capsys.readouterr().err.endswith("stopped\n")
    (port,) = ports
    assert opened == [
        f"http://127.0.0.1:{port}/claims/numb-skin",
        f"http://127.0.0.1:{port}/terms/people",
    ]
    assert not target.with_suffix(".port").exists()


def test_a_server_that_never_comes_up_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = list[str]()
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(server, "STARTING", 0.2)
    server.browse_when_up(_closed_port(), "").join()
    assert opened == []


class Answering(BaseHTTPRequestHandler):
    """A server that gives one answer, whatever it is asked."""

    answer = b"\xff hello"

    def do_GET(self) -> None:
        """Give the answer."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def answering(built: Path, answer: bytes) -> Iterator[int]:
    """Give the port of a server, noted beside a built file, that answers once."""
    handler = type("Handler", (Answering,), {"answer": answer})
    with HTTPServer((server.LOOPBACK, 0), handler) as other:
        thread = threading.Thread(target=other.handle_request)
        thread.start()
        with server.noted(built, other.server_port):
            yield other.server_port
        thread.join()


def test_a_server_of_something_else_is_not_taken_for_ours(tmp_path: Path) -> None:
    with answering(tmp_path / "kb.db", b"\xff hello"):
        assert server.running(tmp_path / "kb.db") is None


def test_a_server_of_the_private_file_is_as_good(corpus: Path) -> None:
    private = corpus / "build" / "private" / "kb.db"
    private.parent.mkdir(parents=True)
    with answering(private, json.dumps([{"path": str(private)}]).encode()) as port:
        assert address(corpus) == f"http://127.0.0.1:{port}/"


def test_a_note_that_a_killed_server_left_is_no_server(tmp_path: Path) -> None:
    port = _closed_port()
    (tmp_path / "kb.port").write_text(f"{port}\n", "ascii")
    assert server.running(tmp_path / "kb.db") is None
    (tmp_path / "kb.port").write_text("nonsense", "ascii")
    assert server.running(tmp_path / "kb.db") is None


def _closed_port() -> int:
    """Give a port at which nobody listens."""
    with closing(socket.socket()) as closed:
        closed.bind((server.LOOPBACK, 0))
        return int(closed.getsockname()[1])


def test_without_a_browser_the_address_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _address: False)
    server.browse("http://127.0.0.1:1/")
    assert capsys.readouterr().err == "no browser was found here: open http://127.0.0.1:1/\n"
