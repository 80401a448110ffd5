"""Addresses of nanopublications, which `kb export trig` gives away, lead to their claim."""

from __future__ import annotations

import pytest

from tests.site.served import Server


@pytest.mark.parametrize("rest", ["/", "/assertion", "/RAnNXZLpiElx9SXxDF_atUR7sWuPGxfawB"])
def test_nanopublication_leads_to_its_claim(site: Server, rest: str) -> None:
    answer = site.get(f"/claim/wrist-pain@0{rest}")
    assert (answer.status, answer.headers["location"]) == (302, "/claim/wrist-pain@0")


def test_nothing_is_deeper_than_a_nanopublication(site: Server) -> None:
    assert site.get("/claim/wrist-pain@0/assertion/more").status == 404
