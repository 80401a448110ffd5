"""A claim's permanent address, with its version or without; its data, where `.json` is added."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from datasette import Request, Response

from kb.database.record import Found, find
from kb.site import missing
from kb.site.asking import confined
from kb.site.page import Missing
from kb.site.sharing.version import Asked
from kb.site.sharing.version import asked as asked_for
from kb.site.site import Row, Site

PATH = r"/claim/(?P<claim>[^/]+?)(?:\.(?P<format>json))?$"
NOT_FOUND = 404


async def show(site: Site, request: Request) -> Response:
    """Lead on to the page, which tells what changed; or give all of it as data."""
    asked = unquote(request.url_vars["claim"])
    claim_id, _, version = asked.partition("@")
    is_there = await site.row("claim_known", claim=claim_id) is not None
    if request.url_vars["format"]:
        return await (_data if is_there else _no_claim)(site, request, claim_id, version)
    if not is_there:
        raise Missing("claims", claim_id)
    return Response.redirect(site.link(f"/claims/{quote(asked, safe='@')}"))


async def _data(site: Site, request: Request, claim_id: str, version: str) -> Response:
    """The claim with evidence, judgements and places, and what changed since the version."""
    asked = await asked_for(site, claim_id, version)
    if asked.is_unknown:
        why = f"`{claim_id}` never had a version `{version[:80]}`"
        return _refused(why, versions=_versions(asked))
    found = await confined.apart(site, lambda connection: next(find(connection, claim_id)))
    return Response.json(_told(site, request, found, asked))


def _told(site: Site, request: Request, found: Found, asked: Asked) -> dict[str, Any]:
    """The record with what `kb show` tells of it, its addresses and versions."""
    claim_id = str(found.fields["claim_id"])
    address = site.to("claim", f"{claim_id}@{asked.current['version']}")
    return {
        "ok": True,
        "claim": found.fields,
        **{name.replace(" ", "_"): rows for name, rows in found.sections.items()},
        "address": site.absolute(request, address),
        "page": site.absolute(request, site.to("claims", claim_id)),
        "versions": _versions(asked),
        "asked": None if not asked.version else {"version": asked.version, "is_old": asked.is_old},
        "changes": asked.changes,
    }


def _versions(asked: Asked) -> list[Row]:
    return [{**row, "current": bool(row["current"])} for row in asked.versions]


async def _no_claim(site: Site, _request: Request, claim_id: str, _version: str) -> Response:
    alike = await missing.alike(site, claim_id, "claims")
    near = [row["record_id"] for row in alike if row["shelf"] == "claims"]
    hint = f"did you mean `{near[0]}`?" if near else "/claims.json lists all"
    return _refused(f"no claim has the id `{claim_id[:80]}`: {hint}", near=near)


def _refused(why: str, **more: object) -> Response:
    told = {"ok": False, "error": why, "status": NOT_FOUND, **more}
    return Response.json(told, status=NOT_FOUND)
