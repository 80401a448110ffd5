"""Exports from the pages: the bytes of the command, within limits, or a sentence why not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from kb.exports.error import ExportError
from kb.exports.format import named, names
from kb.site.sharing.export_menu import is_there
from kb.site.sharing.exporting import Asked, Made, TooLongError, make
from tests.command import run
from tests.site.served import CORPUS, Server, built, serving

HOST = "http://localhost/"
JSON = "application/json"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a built file of the tiny knowledge base."""
    return built(tmp_path_factory.mktemp("export") / "kb.db")


@pytest.fixture(scope="module")
def served(path: Path) -> Iterator[Server]:
    """Give a server of it."""
    with serving(path) as server:
        yield server


def fetched(server: Server, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Give a response with its bytes as they are."""
    response = server.run(server.datasette.client.get(address, headers=headers))
    return response.status_code, dict(response.headers), response.content


def commanded(path: Path, target: Path, *given: str) -> tuple[str, bytes] | None:
    """Give the name and bytes of the file that the command writes; None if a library lacks."""
    with chdir(target):
        done = run("export", *given, "--root", CORPUS, "--db", path, "--quiet")
    if "which is not installed" in done.output:
        return None
    assert done.exit_code == 0, done.output
    (file,) = target.iterdir()
    return file.name, file.read_bytes()


@pytest.mark.parametrize("name", names())
def test_a_page_gives_the_bytes_and_name_of_the_command(
    served: Server, path: Path, tmp_path: Path, name: str
) -> None:
    base = ["--base", HOST] if "base" in named(name).options else []
    made = commanded(path, tmp_path, name, "--claim", "wrist-pain", *base)
    status, headers, body = fetched(served, f"/export/{name}?claim=wrist-pain")
    if made is None:
        assert status == 503
        return
    told, data = made
    assert status == 200
    assert body == data
    assert headers["content-disposition"] == f'attachment; filename="{told}"'
    assert headers["content-type"].startswith(named(name).kind().media_type)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("verdict=contradicted&population=people", "--verdict contradicted --population people"),
        ("q=wrist", "--topic wrist"),
        ("document=cold-hands-post&view=all", "--document cold-hands-post --view all"),
        ("study=inventa-trial", "--study inventa-trial"),
    ],
)
def test_filters_mean_what_they_mean_to_the_command(
    served: Server, path: Path, tmp_path: Path, asked: str, given: str
) -> None:
    made = commanded(path, tmp_path, "jsonl", *given.split())
    assert made
    assert fetched(served, f"/export/jsonl?{asked}")[2] == made[1]


def test_an_export_is_kept_out_of_indexes_and_of_scripts(served: Server) -> None:
    _, headers, _ = fetched(served, "/export/fhir?claim=wrist-pain")
    assert headers["x-robots-tag"] == "noindex"
    assert "sandbox" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "Disallow: /export/" in served.get("/robots.txt").body.splitlines()


def test_who_has_an_export_is_told_so_without_making_it(served: Server) -> None:
    _, headers, _ = fetched(served, "/export/fhir")
    again, _, body = fetched(served, "/export/fhir", **{"if-none-match": headers["etag"]})
    assert (again, body) == (304, b"")


def test_text_is_sent_compressed(served: Server) -> None:
    _, headers, body = fetched(served, "/export/fhir", **{"accept-encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert json.loads(body)["resourceType"] == "Bundle"


def test_a_base_that_is_given_is_taken(served: Server) -> None:
    _, _, body = fetched(served, "/export/turtle?base=https://elsewhere.example/")
    assert b"https://elsewhere.example/claims/" in body
    assert HOST.encode() not in body


@pytest.mark.parametrize(
    ("asked", "status", "why"),
    [
        ("csv?colour=red", 400, "“colour” is no filter, and no option of csv."),
        ("csv?view=nothing", 400, "view is one of "),
        ("csv?verdict=mixd", 400, "no verdict is called “mixd”."),
        ("csv?claim=nobody", 400, "no claim has the id “nobody”."),
        ("ro-crate?published=today", 400, "--published is no day: “today”: write it as"),
        ("nothing", 404, "there is none called nothing"),
        ("summary?format=exe&verdict=mixd", 400, "format is one of md, html, docx, pdf."),
    ],
)
def test_what_cannot_be_exported_is_said(served: Server, asked: str, status: int, why: str) -> None:
    for_reader = served.get(f"/export/{asked}", accept="text/html,*/*;q=0.8")
    for_programs = [served.get(f"/export/{asked}", accept=kind) for kind in ("*/*", JSON)]
    assert for_reader.status == status
    assert why in for_reader.text
    for answer in for_programs:
        told = json.loads(answer.body)
        assert (answer.status, told["status"], told["ok"]) == (status, status, False)
        assert why in told["error"] or status == 404


@pytest.mark.parametrize("name", ["sqlite", "bibtex"])
def test_what_takes_too_long_is_given_up(real_database: Path, name: str) -> None:
    with pytest.raises(TooLongError):
        asyncio.run(make(real_database, Asked(named(name), {}, {}), seconds=-1))


def test_a_page_says_what_takes_too_long(
    real_site: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.site.pages.export.SECONDS", -1.0)
    answer = real_site.get("/export/sqlite", accept="text/html")
    assert answer.status == 503
    assert "use `kb export sqlite`" in answer.text


def test_what_cannot_be_written_leaves_no_file_open(path: Path) -> None:
    wanted = Asked(named("ro-crate"), {"published": "never"}, {})
    with pytest.raises(ExportError, match="no day"):
        asyncio.run(make(path, wanted))


def test_an_export_that_was_sent_is_closed(path: Path) -> None:
    made: Made = asyncio.run(make(path, Asked(named("bibtex"), {}, {})))
    assert len(b"".join(made.pieces())) == made.size
    assert made.content.closed


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("page", "offered", "fewest"),
    [
        ("/claims/wrist-pain", "sheet=claim", 14),
        ("/claims?verdict=mostly_supported", "sheet=evidence", 14),
        ("/documents/cold-hands-post", "sheet=document", 14),
        ("/studies/inventa-trial", "sheet=evidence", 14),
        ("/sources/inventa1999", "study=inventa-trial", 14),
        ("/sources/coldhands2023", "document=cold-hands-post", 14),
        ("/gaps", "view=gap_report", 3),
        ("/doses", "view=dose_table", 6),
        ("/safety", "sheet=practice", 6),
    ],
)
def test_a_page_offers_what_it_shows_and_each_offer_is_there(
    served: Server, page: str, offered: str, fewest: int
) -> None:
    links = [link for link in served.get(page).page.links if link.startswith("/export/")]
    assert len(links) >= fewest
    assert any(offered in link for link in links)
    for link in links:
        assert fetched(served, link)[0] == 200, link


def test_what_no_library_can_write_is_not_offered() -> None:
    assert is_there(None)
    assert is_there("json")
    assert not is_there("no_such_library")


def test_a_source_that_nothing_rests_on_offers_nothing(full_site: Server) -> None:
    page = full_site.get("/sources/undated").page
    assert not any(link.startswith("/export/") for link in page.links)


def test_the_bibliography_offers_references_of_all_sources(served: Server) -> None:
    links = [link for link in served.get("/bibliography").page.links if "/export/" in link]
    assert links == ["/export/bibtex", "/export/ris", "/export/csl-json"]
    assert not any(
        "/export/" in link for link in served.get("/bibliography?claim=wrist-pain").page.links
    )
