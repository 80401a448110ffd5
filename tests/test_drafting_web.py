"""What addresses answer, from a server of our own: nothing here leaves this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kb.corpus import load
from kb.drafting.web import Unreachable, bibtex, page
from tests.command import run

ENTRY = "@article{Quay_1998, title={A nap}, author={Quay, Ada}, year={1998}, DOI={10.1000/NAP}}"
NO_TITLE = "@article{Quay_1998, DOI={10.1000/bare}}"
ANSWERS = {
    "/page": ("text/html; charset=latin-1", "<h1>Déjà vu</h1><p>It helps.</p>".encode("latin-1")),
    "/odd": ("text/plain; charset=klingon", b"Plain\n\nIt helps.\n"),
    "/markdown": ("text/x-markdown", b"# Marked\n\nIt helps.\n"),
    "/picture": ("image/png", b"\x89PNG"),
    "/untold": ("", b"x"),
    "/large": ("text/plain", b"x" * (2**20 + 1)),
    "/10.1000/nap": ("application/x-bibtex", ENTRY.encode()),
    "/10.1000/other": ("application/x-bibtex", ENTRY.encode()),
    "/10.1000/%3Co%3Fd%3E%231": ("application/x-bibtex", ENTRY.encode()),
    "/10.1000/bare": ("application/x-bibtex", NO_TITLE.encode()),
}


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with what is written above; `/moved` leads to the page."""
        kind, content = ANSWERS.get(self.path, ("", b""))
        self.send_response(302 if self.path == "/moved" else 200 if content else 404)
        self.send_header("Location", "/page")
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no proxy stand between the two ends of this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Give the address of a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def new(blank: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new knowledge base, to work in."""
    monkeypatch.chdir(blank)
    return blank


@pytest.fixture
def nowhere() -> str:
    """Give an address at which nothing answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_page_is_read_in_its_own_encoding_wherever_it_moved(address: str) -> None:
    found = page(f"{address}/moved")
    assert (found.text, found.kind) == ("<h1>Déjà vu</h1><p>It helps.</p>", "text/html")
    assert found.url == f"{address}/page"


def test_unknown_encoding_is_read_as_utf_8(address: str) -> None:
    assert page(f"{address}/odd").text == "Plain\n\nIt helps.\n"
    assert page(f"{address}/markdown").kind == "text/markdown"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/picture", "is image/png: only text, Markdown and HTML are read"),
        ("/untold", "is of no kind it tells"),
        ("/large", "is larger than 1 MB"),
        ("/gone", "answers 404 Not Found"),
    ],
)
def test_what_is_no_article_is_refused(
    address: str, path: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.drafting.web.LARGEST", 2**20)
    with pytest.raises(Unreachable, match=told):
        page(f"{address}{path}")


@pytest.mark.parametrize("url", ["http://[", "http://", "ftp://x"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        page(url)


def test_entry_of_a_doi_is_had_from_its_registry(address: str) -> None:
    assert bibtex("10.1000/nap", f"{address}/") == ENTRY
    assert bibtex("10.1000/<o?d>#1", address) == ENTRY


def test_page_becomes_a_document_whose_text_stays_out_of_the_repository(
    address: str, new: Path
) -> None:
    result = run("new", "document", f"{address}/moved")
    assert result.exit_code == 0, result.output
    corpus = load(new)[0]
    entry = corpus.sources["dejavu"]
    assert (entry.title, entry.url) == ("Déjà vu", f"{address}/page")
    assert entry.fields["urldate"]
    assert (new / "documents" / "deja-vu.txt").read_text("utf-8") == "Déjà vu\n\nIt helps.\n"
    words = [path.read_text("utf-8") for path in new.rglob("*.yaml")]
    assert not any("It helps." in text for text in words)
    assert run("check", "--documents", new / "documents").output == ""


def test_study_is_begun_from_its_doi(address: str, new: Path) -> None:
    before = (new / "citations.bib").read_bytes()
    told = ("--design", "other", "--reading-level", "abstract")
    words = ("new", "study", "--resolver", address, *told, "--doi")
    result = run(*words, "https://doi.org/10.1000/NAP")
    assert result.exit_code == 0, result.output
    after = (new / "citations.bib").read_bytes()
    assert after.startswith(before)
    assert load(new)[0].studies["quay1998"].value.title == "Quay 1998: A nap"
    assert run("check").output == ""
    again = run(*words, "10.1000/nap")
    assert again.exit_code == 1
    assert "or begin another of it with --id" in again.output
    assert run(*words, "10.1000/nap", "--id", "quay1998-2").exit_code == 0
    assert (new / "citations.bib").read_bytes() == after
    assert "quay1998-2" in load(new)[0].studies


def test_registry_that_answers_with_another_entry_is_not_believed(address: str, new: Path) -> None:
    before = (new / "citations.bib").read_bytes()
    words = ("new", "study", "--resolver", address, "--doi")
    result = run(*words, "10.1000/other")
    assert result.exit_code == 1
    assert "the entry of 10.1000/nap, not of 10.1000/other" in result.output
    result = run(*words, "10.1000/bare")
    assert result.exit_code == 1
    assert "error[bibtex-incomplete]" in result.output
    assert (new / "citations.bib").read_bytes() == before


@pytest.mark.usefixtures("new")
def test_without_a_network_it_is_said_what_to_do(nowhere: str) -> None:
    result = run("new", "study", "--resolver", nowhere, "--doi", "10.1000/x")
    assert result.exit_code == 1
    assert f"{nowhere}/10.1000/x cannot be reached: " in result.output
    assert "give its BibTeX with --bibtex FILE" in result.output
    result = run("new", "document", nowhere)
    assert result.exit_code == 1
    assert "or save the text yourself and give the file" in result.output
