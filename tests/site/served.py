"""A knowledge base served in this process, and its pages as a reader meets them."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from datasette.app import Datasette

from kb.corpus import load
from kb.database.build import build
from kb.database.claim_facet import keep

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
Result = TypeVar("Result")


class Parsed(HTMLParser):
    """What is on a page: its visible words, links, ids, and elements by name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes += given
        self.hidden += tag in ("script", "style")
        self.links += [value for name, value in attrs if name in ("href", "action") and value]
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Remember words that are seen."""
        if not self.hidden:
            self.words.append(data)


@dataclass(frozen=True)
class Answered:
    """A response."""

    status: int
    headers: dict[str, str]
    body: str

    @cached_property
    def page(self) -> Parsed:
        """What is on it, if it is a page."""
        return Parsed(self.body if "html" in self.headers.get("content-type", "") else "")

    @property
    def text(self) -> str:
        """The words of the page, single-spaced."""
        return " ".join(" ".join(self.page.words).split())


class Server:
    """A Datasette on a loop of its own, asked like a browser asks."""

    def __init__(self, datasette: Datasette, loop: asyncio.AbstractEventLoop) -> None:
        self.datasette = datasette
        self.loop = loop

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something on the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answered:
        """Ask for a page, with headers named as `if_none_match`; redirects are not followed."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.run(self.datasette.client.request(method, path, headers=given))
        return Answered(response.status_code, dict(response.headers), response.text)

    def sent_on(self, path: str) -> str:
        """Where a reader is sent on to who asks for a page."""
        answer = self.get(path)
        assert answer.status == 302
        return answer.headers["location"]


@contextmanager
def serving(*files: Path, mutable: Sequence[Path] = (), **settings: str | int) -> Iterator[Server]:
    """Serve files as `datasette -i FILE …` would, and mutable ones as `datasette FILE …`."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    fixed = [str(file) for file in files]
    datasette = Datasette([str(file) for file in mutable], immutables=fixed, settings=settings)
    server = Server(datasette, loop)
    server.run(datasette.invoke_startup())
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        datasette.executor.shutdown()
        loop.close()


def built(target: Path, root: Path = CORPUS, documents: Path | None = None) -> Path:
    """Compile a knowledge base that has no problems."""
    corpus, problems = load(root, documents)
    assert not problems
    return build(corpus, target).path


def changed(folder: Path, **records: str) -> Path:
    """Copy the corpus to a folder and write files over it, named as `claims__balance`."""
    root = folder / "corpus"
    shutil.copytree(CORPUS, root, ignore=shutil.ignore_patterns("build"))
    for name, text in records.items():
        path = root / "data" / (name.replace("__", "/").replace("_", "-") + ".yaml")
        path.write_text(text, "utf-8")
    return root


def altered(file: Path, folder: Path, script: str) -> Path:
    """Copy a built file to a folder and change it by SQL: what no small corpus would have."""
    path = Path(shutil.copy(file, folder / "altered.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
        keep(connection)
    return path
