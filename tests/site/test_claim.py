"""A claim's page: what it is in short, its version, its history, and how it is cited."""

from __future__ import annotations

import json

import pytest

from kb.site.wording import prose
from tests.site.served import Answered, Server


def _version(site: Server, claim: str) -> str:
    """Take a claim's version from Datasette's JSON of the view."""
    answered = site.get(f"/baths/claim_overview.json?claim_id={claim}&_shape=array")
    return str(json.loads(answered.body)[0]["version"])


def test_citation_holds_the_address_with_the_claims_version(site: Server) -> None:
    version = _version(site, "wrist-pain")
    text = site.get("/claims/wrist-pain").text
    assert f"claim version {version}" in text
    assert f"/claim/wrist-pain@{version}" in text


def _followed(site: Server, address: str) -> Answered:
    """Take the page that a permanent address leads to."""
    answered = site.get(address)
    assert answered.status == 302
    return site.get(answered.headers["location"])


@pytest.mark.parametrize("asked", ["", "@{version}"])
def test_permanent_address_leads_to_the_claim(site: Server, asked: str) -> None:
    version = _version(site, "wrist-pain")
    page = _followed(site, f"/claim/wrist-pain{asked.format(version=version)}")
    assert "A cold hand bath eases the wrist pain" in page.text
    assert "This claim has changed." not in page.text


def test_permanent_address_of_no_claim_is_missing(site: Server) -> None:
    assert site.get("/claim/wrist-pian@0123456789ab").status == 404


def test_hostile_version_is_text(site: Server) -> None:
    answered = site.get("/claims/wrist-pain@%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert "You asked for version <script>alert(1)</script> of this claim" in answered.text
    assert "<script>alert" not in answered.body


def test_history_tells_the_days_that_are_written_down(full_site: Server) -> None:
    text = full_site.get("/claims/taller-tomatoes").text
    assert "History " in text
    assert "judged ◑ mixed" in text


def test_what_stands_on_the_page_is_listed_beside_it(full_site: Server) -> None:
    page = full_site.get("/claims/taller-tomatoes").page
    for part in ("verdict", "gaps", "evidence", "said", "history", "cite"):
        assert f"#{part}" in page.links
        assert part in page.ids


def test_number_and_unit_stay_on_one_line() -> None:
    hard = "\N{NO-BREAK SPACE}"
    assert prose("+48 % at 5 km/h, n = 20 men") == (
        f"+48{hard}% at 5{hard}km/h, n{hard}={hard}20{hard}men"
    )
    assert prose(None) == ""
