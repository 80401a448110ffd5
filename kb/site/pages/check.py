"""Check a sentence: what is known of each sentence of a pasted text."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette import Request

from kb.database.text_check import Checked, checked, parts
from kb.site.asking import confined
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/check$"
LONGEST = 5000
"""Characters of a text."""
MOST = 25
"""Sentences that are looked at: a page is to be read."""


@dataclass(frozen=True, slots=True)
class Result:
    """The sentences that were looked at, out of how many, and held against how many claims."""

    sentences: list[Checked]
    total: int
    claims: int


async def show(site: Site, request: Request) -> Page:
    """Show the claims that each sentence resembles, with what the evidence shows."""
    text = request.args.get("text", "").strip()
    context = {"text": text, "longest": LONGEST}
    if len(text) > LONGEST:
        return Page("check", {**context, "result": None}, status=400)
    return Page("check", {**context, "result": await _result(site, text) if text else None})


async def _result(site: Site, text: str) -> Result:
    told = parts(text)

    def read(connection: sqlite3.Connection) -> Result:
        claims = connection.execute("select count(*) from claim").fetchone()[0]
        return Result(checked(connection, told[:MOST]), len(told), claims)

    return await confined.apart(site, read)
