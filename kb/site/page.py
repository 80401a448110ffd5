"""What a page module gives back, and how it becomes a response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from datasette import Request, Response

from kb.figures.style import SOURCE
from kb.site.site import Site

HEADERS = {
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": (
        f"default-src 'none'; style-src 'self' {SOURCE}; script-src 'self'; font-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
"""Our pages need our own files, the stylesheet of the figures and nothing else.

Whatever a text smuggles in cannot run.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A template of `templates/kb/` and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing(Exception):  # noqa: N818 - it is no error but an answer
    """There is no such record."""

    kind: str
    record: str


def is_for_program(request: Request) -> bool:
    """Whether a program asks, which reads no pages: by the address, or by what it accepts."""
    path, accepted = str(request.path), str(request.headers.get("accept", ""))
    if path.endswith((".json", ".csv")):
        return True
    return "text/html" not in accepted and ("json" in accepted or "/export/" in path)


def refusal(why: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """What a program is told where there is nothing for it."""
    return Response.json({"ok": False, "error": why, "status": status}, status, headers)


async def render(site: Site, request: Request, page: Page) -> Response:
    """The response that shows a page."""
    is_record = any(request.url_vars.values())
    own = site.absolute(request, request.path) if is_record or not request.query_string else None
    context = {"site": site, "path": request.path, "canonical": own, **page.context}
    body = await site.datasette.render_template(
        f"kb/{page.template}.html", context, request=request
    )
    return Response.html(body, status=page.status, headers={**HEADERS, **page.headers})
