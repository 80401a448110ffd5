"""A window of a real browser in which nothing but the site can be reached.

Its requests are answered by Datasette in this process; any other is refused and noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route

from tests.site.served import Server

Scheme = Literal["light", "dark"]
WIDTHS = (360, 768, 1440)
ORIGIN = "http://localhost"  # which browsers trust as they trust https


@dataclass
class Visit:
    """A browser's page, with what it complained of and whom else it asked."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.requests.clear()
        self.page.goto(ORIGIN + path, wait_until="load")

    def overflowing(self) -> list[int]:
        """Those of the usual widths at which the page is wider than the window."""
        return [width for width in WIDTHS if self._wide(width) > width]

    def _wide(self, width: int) -> int:
        """How wide the page is in a window of a width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        wide: int = self.page.evaluate("document.documentElement.scrollWidth")
        return wide

    def at(self) -> str:
        """The address within the site."""
        return self.page.url.removeprefix(ORIGIN)

    def tab_to(self, selector: str) -> None:
        """Press Tab until what fits the selector has the focus."""
        for _ in range(500):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("to => document.activeElement.matches(to)", selector):
                return
        message = f"Tab does not lead to {selector} on {self.at()}"
        raise AssertionError(message)


@contextmanager
def visiting(
    browser: Browser, site: Server, width: int = 1440, scheme: Scheme = "light"
) -> Iterator[Visit]:
    """Open a window; at its end nobody else was asked, and nothing complained of."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    visited = Visit(context.new_page())

    def answer(route: Route) -> None:
        url = route.request.url
        if not url.startswith(ORIGIN):
            visited.outside.append(url)
            route.abort()
            return
        response = site.run(site.datasette.client.get(url.removeprefix(ORIGIN)))
        route.fulfill(
            status=response.status_code, headers=dict(response.headers), body=response.content
        )

    def complain(message: ConsoleMessage) -> None:
        is_status = message.text.startswith("Failed to load") and message.location["url"] == at()
        if not is_status:  # a page that says what is not there, or was asked wrongly
            visited.complaints.append(f"{at()}: {message.text}")

    def at() -> str:
        return visited.page.url

    def note(request: Request) -> None:
        visited.requests.append(request.url)

    visited.page.route("**/*", answer)
    visited.page.on("request", note)
    visited.page.on("console", complain)
    visited.page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    yield visited
    assert not visited.complaints, visited.complaints
    assert not visited.outside, visited.outside
    context.close()
