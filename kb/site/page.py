"""What a page module gives back, and how it becomes a response."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from datasette import Request, Response

from kb.site.site import Site

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
"""Our pages need our own files and nothing else: whatever a text smuggles in cannot run."""


@dataclass(frozen=True, slots=True)
class Page:
    """A template of `templates/kb/` and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Missing(Exception):  # noqa: N818 - it is no error but an answer
    """There is no such record."""

    kind: str
    record: str


async def render(site: Site, request: Request, page: Page) -> Response:
    """The response that shows a page."""
    context = {"site": site, "path": request.path, **page.context}
    body = await site.datasette.render_template(
        f"kb/{page.template}.html", context, request=request
    )
    return Response.html(body, status=page.status, headers=dict(HEADERS))
