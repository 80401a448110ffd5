"""References on our pages, and files of them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from datasette import Request, Response
from markupsafe import Markup

from kb.citing.cited import Cited, Claim, cite
from kb.citing.forms import forms
from kb.citing.reference import refer
from kb.citing.style import STYLES, Style
from kb.site.site import Row, Site

ENDINGS = "|".join(map(re.escape, forms()))
"""A pattern for the endings of files."""
PLAIN = "txt"
"""The ending of a file with the plain reference in a style."""
POLICY = {"content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The style that an address asks for; None where it asks for none, or for one there is not."""

    style: Style | None
    unknown: str | None = None
    near: tuple[str, ...] = ()

    @property
    def styles(self) -> list[Style]:
        """All that there are."""
        return list(STYLES.values())

    @property
    def name(self) -> str | None:
        """How an address names the style."""
        return self.style.name if self.style else None


def chosen(request: Request) -> Choice:
    """The style of the address."""
    asked = request.args.get("style")
    if not asked or asked in STYLES:
        return Choice(STYLES[asked] if asked else None)
    return Choice(None, asked, tuple(get_close_matches(asked.lower(), STYLES, cutoff=0.4)))


def source(row: Row) -> Cited:
    """A source as it is cited."""
    return Cited(json.loads(row["csl"]), row["bibtex"], row["reference"])


def claim(site: Site, request: Request, row: Row) -> Cited:
    """A claim as it is cited, at the address that keeps its version."""
    address = site.absolute(request, site.to("claim", f"{row['claim_id']}@{row['version']}"))
    told = Claim(
        id=row["claim_id"],
        claim=row["claim"],
        version=row["version"],
        date=row["verdict_date"],
        container=site.about.title,
        publisher=site.about.publisher,
        address=address,
    )
    return cite(told)


async def one(site: Site, request: Request, kind: str, record: str) -> Cited | None:
    """A claim or a source as it is cited; None when there is none."""
    if kind == "sources":
        row = await site.row("citable_source", source=record)
        return source(row) if row else None
    row = await site.row("citable_claim", claim=record.partition("@")[0])
    return claim(site, request, row) if row else None


async def references(cited: Sequence[Cited], style: Style) -> list[Markup]:
    """References as markup, made beside the loop: a page of new ones takes some tenths."""
    made = await asyncio.to_thread(lambda: [refer(each.item, style) for each in cited])
    return [Markup(each.html) for each in made]  # noqa: S704 - escaped when it was made


async def plain(cited: Cited, style: Style | None) -> str:
    """One reference as text."""
    return (await asyncio.to_thread(refer, cited.item, style)).plain if style else cited.plain


async def shown(request: Request, cited: Cited, usual: Style | None) -> dict[str, object]:
    """What a record's page says of citing it; in no style, which is quick, if none is usual."""
    choice = chosen(request)
    style = choice.style or usual
    made = await references([cited], style) if style else [cited.plain]
    return {"choice": choice, "style": style, "reference": made[0], "forms": forms()}


def file(cited: Sequence[Cited], ending: str, name: str) -> Response:
    """A file in one of the formats."""
    form = forms()[ending]
    return text_file("".join(form.write(cited)), form.KIND, f"{name}.{ending}")


def text_file(text: str, kind: str, name: str) -> Response:
    """Text to keep, under a name of plain letters."""
    safe = re.sub(r"[^A-Za-z0-9.-]+", "-", name)
    headers = {**POLICY, "content-disposition": f'attachment; filename="{safe}"'}
    return Response(text, headers=headers, content_type=f"{kind}; charset=utf-8")
