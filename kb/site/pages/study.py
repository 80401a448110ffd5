"""One study: design, people, arms with doses, findings with their places, appraisal, reports."""

from __future__ import annotations

from urllib.parse import unquote

from datasette import Request

from kb.site.page import Missing, Page
from kb.site.sharing.export_menu import menu
from kb.site.site import Site

PATH = r"/studies/(?P<study>[^/]+)$"
PARTS = ("arms", "findings", "appraisals", "reports", "kin", "missing", "claims", "gaps")


async def show(site: Site, request: Request) -> Page:
    """Show a study."""
    key = unquote(request.url_vars["study"])
    study, parts = await site.record("study", PARTS, study=key)
    if study is None:
        raise Missing("studies", key)
    return Page("study", {"study": study, **parts, "menu": menu("evidence", study=key)})
