"""The pages: one module each, found by being there.

A page module has `PATH`, the pattern of its address, and `show`, which answers a request.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Coroutine
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from datasette import Request, Response

from kb.site import missing
from kb.site.page import Missing, Page, is_for_program, refusal, render
from kb.site.site import Site

READ = ("GET", "HEAD")
"""What may be done with a page: nothing here can be written to."""


class PageModule(Protocol):
    """What every module here has."""

    PATH: str

    async def show(self, site: Site, request: Request) -> Page | Response:
        """Answer a request whose address fits PATH."""


@cache
def modules() -> tuple[Any, ...]:
    """All page modules, by name."""
    found = pkgutil.iter_modules(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found)


@cache
def addresses() -> tuple[str, ...]:
    """The addresses of the pages that stand for themselves, as `/claims`."""
    words = {found[0] for module in modules() if (found := re.match(r"/\w+", module.PATH))}
    return tuple(sorted(word for word in words if has(word)))


def has(path: str) -> bool:
    """Whether a page of ours answers under an address."""
    return any(pattern.match(path) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(module.PATH) for module in modules())


def view(site: Site, module: PageModule) -> Callable[..., Coroutine[Any, Any, Response]]:
    """The function that Datasette calls for a page."""

    async def shown(request: Request) -> Response:
        if request.method not in READ:
            return await _refused(site, request)
        try:
            page = await module.show(site, request)
        except Missing as error:
            if is_for_program(request):
                why = f"there is nothing called `{error.record[:80]}` among the {error.kind}"
                return refusal(why, 404)
            page = await missing.show(site, error)
        return await render(site, request, page) if isinstance(page, Page) else page

    return shown


async def _refused(site: Site, request: Request) -> Response:
    """Say that pages are only read."""
    why = f"This page can be read, not changed: {request.method} has no meaning here."
    headers = {"allow": ", ".join(READ)}
    if is_for_program(request):
        return refusal(why, 405, headers)
    context = {"title": "Only for reading", "error": why, "status": 405}
    page = Page("error", context, status=405, headers=headers)
    return await render(site, request, page)
