"""Every link that a reader can follow from the home page leads somewhere."""

from __future__ import annotations

from urllib.parse import urldefrag

from tests.site.served import Server

ONE_OF_A_KIND = ("/baths", "/-/")
"""Datasette's own pages link to endless orders and filters: they are entered, not crawled."""


def test_no_link_is_broken(private_site: Server) -> None:
    seen: dict[str, set[str]] = {}
    waiting = ["/"]
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        path = waiting.pop()
        answer = private_site.get(path)
        assert answer.status in (200, 302), path
        seen[path] = set(answer.page.ids)
        assert len(answer.page.ids) == len(seen[path]), f"an id stands twice on {path}"
        if path.startswith(ONE_OF_A_KIND):
            continue
        for link in answer.page.links:
            target, place = urldefrag(link)
            target = target or path
            if target.startswith("/") and "&" not in target:
                wanted += [(path, target, place)] if place else []
                if target not in seen and target not in waiting:
                    waiting.append(target)
    broken = [
        (path, target, place)
        for path, target, place in wanted
        if seen[target] and place not in seen[target]
    ]
    assert not broken
    assert len(seen) > 60
