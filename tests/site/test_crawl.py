"""Every link that a reader can follow from the home page leads somewhere."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.site.served import Server

ENTERED = ("/baths", "/-/")
"""Datasette's own pages link to endless orders and filters: they are entered, not crawled."""
ONE_OF_A_KIND = re.compile(r"/baths|/-/|/export/|.*\.(csv|json)$")
"""Rows and files: of those that differ in what is asked for alone, one is fetched."""


def kind(target: str) -> str:
    """A name for targets of which one stands for all."""
    parts = urlsplit(target)
    if not ONE_OF_A_KIND.match(parts.path):
        return target
    return f"{parts.path}?{re.sub('=[^&]*', '', parts.query)}"


@pytest.mark.untraced
def test_no_link_is_broken(private_site: Server) -> None:
    seen: dict[str, set[str]] = {}
    known = {"/"}
    waiting = ["/"]
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        path = waiting.pop()
        answer = private_site.get(path)
        assert answer.status in (200, 302), path
        ids = answer.page.ids
        seen[path] = set(ids)
        assert len(ids) == len(seen[path]), f"an id stands twice on {path}"
        if path.startswith(ENTERED):
            continue
        for link in answer.page.links:
            target, place = urldefrag(link)
            target = target or path
            if target.startswith("/") and "&" not in target:
                wanted += [(path, target, place)] if place else []
                if kind(target) not in known:
                    known.add(kind(target))
                    waiting.append(target)
    broken = [
        (path, target, place)
        for path, target, place in wanted
        if seen.get(target) and place not in seen[target]
    ]
    assert not broken
    assert len(seen) > 400
