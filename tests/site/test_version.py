"""Versions of claims on the site: the current one, older ones and what changed, unknown ones."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.site.served import Server

CLAIM = "taller-tomatoes"
UNKNOWN = "0123456789ab"


@pytest.fixture(scope="module")
def old(full_site: Server) -> str:
    """Give the version of the claim that was released, before it changed."""
    return str(_rows(full_site, "claim_version", "current=0")[0]["version"])


def _rows(site: Server, table: str, narrowed: str) -> list[dict[str, Any]]:
    """Take rows of a table of the claim from Datasette."""
    database = next(name for name in site.datasette.databases if not name.startswith("_"))
    answered = site.get(f"/{database}/{table}.json?claim={CLAIM}&{narrowed}&_shape=array")
    found: list[dict[str, Any]] = json.loads(answered.body)
    return found


def _data(site: Server, asked: str, status: int = 200) -> dict[str, Any]:
    answered = site.get(f"/claim/{asked}.json")
    assert answered.status == status
    assert answered.headers["content-type"].startswith("application/json")
    found: dict[str, Any] = json.loads(answered.body)
    return found


def test_page_of_an_older_version_tells_field_by_field_what_changed(
    full_site: Server, old: str
) -> None:
    address = full_site.get(f"/claim/{CLAIM}@{old}").headers["location"]
    answered = full_site.get(address)
    assert answered.status == 200
    assert f"This claim has changed. You asked for version {old} , released on" in answered.text
    changes = _rows(full_site, "claim_change", f"version={old}")
    assert len(changes) == 2
    assert f"What is different since: {len(changes)} fields" in answered.text
    for change in changes:
        if change["part"] != "verdict":
            assert f"<del>{change['before']}</del>" in answered.body
            assert f"<ins>{change['now']}</ins>" in answered.body
    assert "Verdict rating: ✓ supported → ◑ mixed" in answered.text


def test_page_of_a_claim_leads_to_its_older_versions(full_site: Server, old: str) -> None:
    answered = full_site.get(f"/claims/{CLAIM}")
    assert f"/claim/{CLAIM}@{old}" in answered.page.links
    assert f"Older ones: {old} of 2026-01-02, 2 fields different by now" in answered.text
    assert "You asked for version" not in answered.text


def test_version_that_never_was_is_not_found_and_told_apart(full_site: Server) -> None:
    answered = full_site.get(f"/claims/{CLAIM}@{UNKNOWN}")
    assert answered.status == 404
    assert f"There is no such version. You asked for version {UNKNOWN}" in answered.text
    assert "This claim has changed" not in answered.text


def test_data_of_a_claim_hold_evidence_certainty_verdict_and_places(full_site: Server) -> None:
    told = _data(full_site, CLAIM)
    assert told["ok"]
    claim = told["claim"]
    assert (claim["claim_id"], claim["verdict"], claim["certainty"]) == (CLAIM, "mixed", "very_low")
    assert told["evidence"][0]["source_key"]
    assert told["verdict"][0]["reason"]
    assert {one["domain"] for one in told["domains"]} >= {"imprecision"}
    assert told["said"][0]["statement_id"]
    assert told["pooled_from"]
    assert told["address"].endswith(f"/claim/{CLAIM}@{claim['version']}")
    assert told["page"].endswith(f"/claims/{CLAIM}")
    assert (told["asked"], told["changes"]) == (None, [])


def test_data_of_an_older_version_tell_what_changed(full_site: Server, old: str) -> None:
    told = _data(full_site, f"{CLAIM}@{old}")
    assert told["asked"] == {"version": old, "is_old": True}
    assert [(one["part"], one["field"], one["before"], one["now"]) for one in told["changes"]] == [
        (row["part"], row["field_name"], row["before"], row["now"])
        for row in _rows(full_site, "claim_change", f"version={old}")
    ]
    assert [one["current"] for one in told["versions"]] == [False, True]


def test_data_of_the_version_that_stands_tell_of_no_change(full_site: Server) -> None:
    version = _data(full_site, CLAIM)["claim"]["version"]
    told = _data(full_site, f"{CLAIM}@{version}")
    assert (told["asked"], told["changes"]) == ({"version": version, "is_old": False}, [])


def test_data_of_a_version_that_never_was_are_not_found(full_site: Server) -> None:
    told = _data(full_site, f"{CLAIM}@{UNKNOWN}", 404)
    assert not told["ok"]
    assert told["error"] == f"`{CLAIM}` never had a version `{UNKNOWN}`"
    assert len(told["versions"]) == 2


@pytest.mark.parametrize(
    ("asked", "hint"), [("taller-tomatos", f"did you mean `{CLAIM}`?"), ("qq", "/claims.json")]
)
def test_data_of_no_claim_are_not_found_and_the_near_one_is_named(
    full_site: Server, asked: str, hint: str
) -> None:
    told = _data(full_site, asked, 404)
    assert told["error"].startswith(f"no claim has the id `{asked}`: {hint}")


def test_data_are_not_sent_again_to_who_has_them(full_site: Server) -> None:
    path = f"/claim/{CLAIM}.json"
    tag = full_site.get(path).headers["etag"]
    assert full_site.get(path, if_none_match=tag).status == 304
