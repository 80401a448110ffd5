"""The data dictionary as pages, the picture of the schema, and examples that work when pasted."""

from __future__ import annotations

import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from kb.schema.tables import MODELS
from kb.schema.view import views
from kb.site.asking.dictionary import referring, relations
from kb.site.drawing.schema_picture import HEIGHT, WIDTH, picture
from tests.site.served import Server, serving

NAMES = [*MODELS, *(view.name for view in views())]


def test_every_view_and_table_is_told_and_leads_to_its_page(site: Server) -> None:
    links = set(site.get("/data").page.links)
    assert {f"/data/{name}" for name in NAMES} <= links


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_page_with_its_columns_as_the_file_has_them(
    site: Server, database: Path, name: str
) -> None:
    answer = site.get(f"/data/{name}")
    assert answer.status == 200
    with closing(sqlite3.connect(database)) as connection:
        columns = [row[1] for row in connection.execute(f"pragma table_info({name})")]
    assert re.findall(r'<th scope="row"><code>(\w+)</code>', answer.body) == columns
    assert site.get(next(link for link in answer.page.links if "/sql?" in link)).status == 200


def test_column_tells_its_meaning_unit_words_and_target(site: Server) -> None:
    text = site.get("/data/dose").text
    assert "Length of the programme, lower end, in wk." in text
    text = site.get("/data/evidence_line").text
    assert "refers to finding" in text
    assert "supports , disputes , inconclusive" in text
    assert "evidence_line" in site.get("/data/finding").text


def test_unknown_table_is_answered_with_others(site: Server) -> None:
    answer = site.get("/data/claim_overviw")
    assert answer.status == 404
    assert "There is no such record" in answer.text


def test_who_refers_to_a_table_is_known() -> None:
    assert "evidence_line" in referring("finding")
    assert relations()["evidence_line"].targets == ["claim", "finding", "study"]
    assert "claim" not in relations()["claim"].targets, "it refers to itself alone"


def test_picture_has_each_joined_table_once_and_no_two_in_one_place() -> None:
    boxes = picture().boxes
    names = [box.name for box in boxes]
    assert len(names) == len(set(names))
    assert set(MODELS) - set(names) == {"knowledge_base"}
    for at, one in enumerate(boxes):
        assert 0 <= one.x <= picture().width - WIDTH
        assert 0 <= one.y <= picture().height - HEIGHT
        for other in boxes[at + 1 :]:
            assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT


def test_picture_puts_a_table_right_of_what_it_refers_to() -> None:
    places = {box.name: box.x for box in picture().boxes}
    for box in picture().boxes:
        assert len(box.lines) == len(box.targets)
        assert all(places[target] < box.x for target in box.targets)


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    """Serve the public file at a real address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(database), "-p", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base)
        yield base
    finally:
        running.terminate()
        running.wait(10)


def _wait(base: str) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            urlopen(f"{base}/data", timeout=5).close()  # noqa: S310 - our own server
        except URLError:
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)
        else:
            return


def examples(base: str) -> list[tuple[str, str]]:
    """Give the examples of a server's page, each with its language."""
    with urlopen(f"{base}/data", timeout=30) as answer:  # noqa: S310 - our own server
        body = answer.read().decode()
    found = re.findall(r"<small>([\w ]+)</small></h3>\n<pre [^>]*>(.*?)</pre>", body, re.DOTALL)
    return [(language, unescape(text)) for language, text in found]


def test_examples_name_the_address_of_the_server(address: str) -> None:
    assert sum(address in text for _, text in examples(address)) == 5
    assert [language for language, _ in examples(address)] == [
        *["curl"] * 3,
        *["Python"] * 2,
        "SQL",
    ]


def test_examples_in_python_work(address: str, tmp_path: Path) -> None:
    for language, text in examples(address):
        if language == "Python":
            command = [sys.executable, "-c", text]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
            assert done.stdout.strip()


def test_examples_with_curl_work(address: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on PATH")
    for language, text in examples(address):
        if language == "curl":
            command = ["sh", "-c", text.replace("curl ", "curl -sf ", 1)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            assert "wrist-pain" in done.stdout


def test_example_in_sql_works(site: Server, database: Path) -> None:
    (sql,) = [text for language, text in _shown(site) if language == "SQL"]
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute(sql).fetchall()


def _shown(site: Server) -> list[tuple[str, str]]:
    body = site.get("/data").body
    found = re.findall(r"<small>([\w ]+)</small></h3>\n<pre [^>]*>(.*?)</pre>", body, re.DOTALL)
    return [(language, unescape(text)) for language, text in found]


def test_examples_below_a_prefix_keep_it(database: Path) -> None:
    with serving(database, base_url="/kb/") as server:
        texts = [text for _, text in _shown(server)]
    assert "http://localhost/kb/queries/claims-said-most.json" in texts[0]
    assert "http://localhost/kb/baths/claim_overview.json" in texts[1]
    assert "http://localhost/kb/baths.db" in texts[4]
