"""Who may read data from pages of other sites: everybody what is public, nobody what is private."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.served import Server, serving

DATA = [
    "/claims.json",
    "/claims.csv?kind=effect",
    "/claim/wrist-pain.json",
    "/baths/claim_overview.json?_shape=array",
    "/baths.json",
    "/baths.db",
    "/sql.json?q=select+1",
    "/queries/claims-said-most.json",
    "/export/csv",
    "/sources/inventa1999/cite.bib",
]
ERRORS = [
    "/claim/wrist-pian.json",
    "/claims.json?sort=size",
    "/sql.json?q=delete+from+claim",
    "/baths/nothing.json",
    "/export/nothing",
]
ORIGIN = {"origin": "https://elsewhere.example"}


@pytest.mark.parametrize("path", [*DATA, *ERRORS])
def test_data_may_be_read_from_anywhere(site: Server, path: str) -> None:
    answered = site.get(path, **ORIGIN)
    assert (answered.status < 400) is (path in DATA)
    assert answered.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answered.headers
    assert "ETag" in answered.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", [*DATA, *ERRORS])
def test_browser_that_asks_first_is_allowed(site: Server, path: str) -> None:
    answered = site.get(path, "OPTIONS", access_control_request_method="GET", **ORIGIN)
    assert (answered.status, answered.body) == (204, "")
    assert answered.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in answered.headers["access-control-allow-headers"]
    assert "POST" not in answered.headers["access-control-allow-methods"]


def test_what_is_had_already_may_be_told_to_other_pages(site: Server) -> None:
    tag = site.get("/claims.json").headers["etag"]
    answered = site.get("/claims.json", if_none_match=tag, **ORIGIN)
    assert answered.status == 304
    assert answered.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/claims/wrist-pain", "/baths/claim", "/-/versions.json"])
def test_pages_and_the_servers_own_data_are_for_this_site(site: Server, path: str) -> None:
    assert "access-control-allow-origin" not in site.get(path, **ORIGIN).headers


@pytest.mark.parametrize("path", ["/claims.json", "/baths.private/statement.json", "/export/csv"])
def test_private_build_is_read_by_no_other_page(private_site: Server, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        answered = private_site.get(path, method, **ORIGIN)
        assert "access-control-allow-origin" not in answered.headers


def test_other_files_of_the_same_server_stay_closed(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.touch()
    with serving(database, other) as server:
        assert "access-control-allow-origin" not in server.get("/other.json", **ORIGIN).headers


def test_data_below_a_prefix_are_open_too(database: Path) -> None:
    with serving(database, base_url="/kb/") as server:
        for path in ("/claims.json", "/export/csv", "/baths/claim.json"):
            assert server.get(path, **ORIGIN).headers["access-control-allow-origin"] == "*"


def test_rows_of_a_view_are_not_sent_again(site: Server) -> None:
    path = "/baths/claim_overview.json?_shape=array&_col=claim_id"
    tag = site.get(path).headers["etag"]
    assert site.get(path, if_none_match=tag).status == 304
    assert "etag" not in site.get("/baths/claim_overview.json?_shape=objects").headers
    assert "etag" not in site.get("/baths.json?sql=select+1&_shape=array").headers
