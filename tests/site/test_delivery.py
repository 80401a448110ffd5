"""How answers travel: kept where they may be, compressed, protected; errors that help."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette import Request
from datasette.app import Datasette
from datasette.database import QueryInterrupted

from kb.site import asset
from kb.site.delivery.edition import edition
from kb.site.error import answer as answered
from kb.site.site import find
from tests.site.served import Server, serving

PAGES = ["/", "/claims", "/claims/wrist-pain", "/claims?kind=effect", "/search?q=cold"]
CSS = "/-/static-plugins/kb/site.css"


@pytest.mark.parametrize("path", PAGES)
def test_page_that_is_had_already_is_not_sent_again(site: Server, path: str) -> None:
    first = site.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    again = site.get(path, if_none_match=tag)
    assert (again.status, again.body) == (304, "")
    assert again.headers["etag"] == tag
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert "content-security-policy" not in again.headers


@pytest.mark.parametrize("told", ['"x", {}', "{}", '{} , "y"'])
def test_any_of_the_tags_that_are_had_will_do(site: Server, told: str) -> None:
    tag = site.get("/claims").headers["etag"]
    assert site.get("/claims", if_none_match=told.format(tag)).status == 304
    strong = told.format(tag.removeprefix("W/"))
    assert site.get("/claims", if_none_match=strong).status == 304


@pytest.mark.parametrize("told", ["*", '"x"', "x", ""])
def test_other_tags_get_the_page(site: Server, told: str) -> None:
    assert site.get("/claims", if_none_match=told).status == 200


def test_each_address_and_host_has_a_tag_of_its_own(site: Server) -> None:
    paths = ["/claims", "/claims?q=a", "/claims/wrist-pain", "/documents"]
    tags = {site.get(path).headers["etag"] for path in paths}
    tags |= {site.get("/claims", host=host).headers["etag"] for host in ("a.test", "b.test")}
    assert len(tags) == 6


def test_another_server_of_the_same_file_knows_the_tag(site: Server, database: Path) -> None:
    tag = site.get("/claims").headers["etag"]
    with serving(database) as same:
        assert same.get("/claims", if_none_match=tag).status == 304
    with serving(database, default_page_size=7) as other:
        assert other.get("/claims", if_none_match=tag).status == 200


def test_templates_of_the_servers_own_are_part_of_the_edition(
    database: Path, tmp_path: Path
) -> None:
    template = tmp_path / "kb" / "about.html"
    template.parent.mkdir()
    template.write_text("one")
    datasette = Datasette([], immutables=[str(database)], template_dir=str(tmp_path))
    site = find(datasette)
    assert site
    before = edition(site)
    assert edition(site) == before
    template.write_text("two")
    assert edition(site) != before


@pytest.mark.parametrize("path", ["/claims/nothing", "/nowhere", "/claims?sort=size"])
def test_errors_are_not_kept(site: Server, path: str) -> None:
    answer = site.get(path)
    assert answer.status >= 400
    assert "etag" not in answer.headers
    assert "cache-control" not in answer.headers


@pytest.mark.parametrize("given", [{"cookie": "a=b"}, {"authorization": "Bearer x"}])
def test_who_may_be_somebody_gets_a_page_of_their_own(site: Server, given: dict[str, str]) -> None:
    tag = site.get("/claims").headers["etag"]
    answer = site.get("/claims", if_none_match=tag, **given)
    assert answer.status == 200
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "private, no-store"


def test_private_build_is_kept_by_no_one_between(private_site: Server) -> None:
    kept = private_site.get("/claims").headers["cache-control"]
    assert kept == "private, max-age=0, must-revalidate"


def test_file_that_may_change_promises_nothing(database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "baths.db"))
    with serving(mutable=[copy]) as server:
        answer = server.get("/claims")
        assert answer.status == 200
        assert "etag" not in answer.headers
        assert "cache-control" not in answer.headers


def test_pages_of_datasette_keep_its_rules(site: Server) -> None:
    headers = site.get("/baths/claim").headers
    assert "etag" not in headers
    assert headers["cache-control"] == "max-age=5"


def test_static_file_is_kept_for_ever_under_its_digest(site: Server) -> None:
    page = site.get("/")
    address = next(link for link in page.page.links if "site.css" in link)
    named = site.get(address)
    assert named.status == 200
    assert "max-age=31536000" in named.headers["cache-control"]
    assert "immutable" in named.headers["cache-control"]
    for other in (CSS, f"{CSS}?_hash=of-an-older-one"):
        assert site.get(other).headers["cache-control"] == "public, max-age=86400"
    again = site.get(address, if_none_match=named.headers["etag"])
    assert (again.status, again.body) == (304, "")


def test_file_is_named_by_its_bytes() -> None:
    assert asset.digest("site.css") == asset.digest("site.css")
    assert asset.digest("site.css") != asset.digest("site.js")
    for name in ("nothing.css", "../site.py", "fonts", "a\0b", ""):
        assert asset.digest(name) is None


def test_static_file_that_is_not_there_is_not_kept(site: Server) -> None:
    answer = site.get("/-/static-plugins/kb/nothing.css")
    assert answer.status == 404
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/claims/wrist-pain", CSS, "/baths/claim"])
def test_head_is_answered_as_get_is(site: Server, path: str) -> None:
    asked, headed = site.get(path), site.get(path, "HEAD")
    assert headed.status == asked.status == 200
    for name in ("etag", "cache-control", "content-type", "content-security-policy"):
        assert headed.headers.get(name) == asked.headers.get(name)


COMPRESSED = ["/", "/claims", CSS, "/baths/claim", "/baths/claim.json?_shape=array", "/nowhere"]


@pytest.mark.parametrize("way", ["gzip", "br"])
@pytest.mark.parametrize("path", COMPRESSED)
def test_text_is_compressed(site: Server, path: str, way: str) -> None:
    plain = site.get(path, accept_encoding="identity")
    packed = site.get(path, accept_encoding=way)
    assert packed.headers["content-encoding"] == way
    for answer in (plain, packed):
        assert answer.body.partition("Queries took")[0] == plain.body.partition("Queries took")[0]
    assert "content-encoding" not in plain.headers
    assert int(packed.headers.get("content-length", 0)) < len(plain.body.encode())
    for answer in (plain, packed):
        assert "accept-encoding" in answer.headers["vary"].lower()
    assert packed.headers.get("etag") == plain.headers.get("etag")


def test_best_way_that_is_taken_is_used(site: Server) -> None:
    for told, best in {"gzip, deflate, br, zstd": "zstd", "gzip, br": "br", "*": "zstd"}.items():
        assert site.get("/claims", "HEAD", accept_encoding=told).headers["content-encoding"] == best


@pytest.mark.parametrize("told", ["gzip;q=0", "identity", "x-unknown"])
def test_who_takes_no_compression_gets_none(site: Server, told: str) -> None:
    assert "content-encoding" not in site.get("/claims", accept_encoding=told).headers


@pytest.mark.parametrize("path", ["/-/static-plugins/kb/fonts/source-sans-3.woff2", "/baths.db"])
def test_what_is_packed_already_stays_as_it_is(site: Server, path: str) -> None:
    answer = site.get(path, accept_encoding="gzip")
    assert answer.status == 200
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("way", ["gzip", "br"])
def test_streamed_export_arrives_whole(site: Server, way: str) -> None:
    path = "/baths/quantity_overview.csv?_stream=on&_size=max"
    plain = site.get(path, accept_encoding="identity")
    packed = site.get(path, accept_encoding=way)
    assert packed.headers["content-encoding"] == way
    assert packed.body == plain.body
    assert plain.body.count("\n") > 5


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_are_only_read(site: Server, method: str) -> None:
    answer = site.get("/claims", method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert "Only for reading" in answer.text
    assert "etag" not in answer.headers
    data = site.get("/claims.json", method)
    assert (data.status, data.headers["allow"]) == (405, "GET, HEAD")
    assert json.loads(data.body)["error"].endswith(f"{method} has no meaning here.")


def test_programs_are_told_in_json_what_is_not_there(site: Server) -> None:
    answer = site.get("/queries/nosuch.json")
    assert answer.status == 404
    why = "there is nothing called `nosuch` among the queries"
    assert json.loads(answer.body) == {"ok": False, "error": why, "status": 404}


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/claimz/wrist-pain", "/claims/wrist-pain"),
        ("/clams", "/claims"),
        ("/Documents/cold-hands-post", "/documents/cold-hands-post"),
        ("/study/inventa1999", "/sources/inventa1999"),
        ("/wrist-pian", "/claims/wrist-pain"),
        ("/no/such/swelling", "/claims/vessels-swelling"),
        ("/baths/wrist-pain", "/claims/wrist-pain"),
    ],
)
def test_mistyped_address_is_mended(site: Server, path: str, meant: str) -> None:
    answer = site.get(path)
    assert answer.status == 404
    assert "There is no such page" in answer.text
    assert meant in answer.page.links
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/q", "/--", "/~", "/%00", "/" + "z" * 2000])
def test_any_address_gets_an_answer(site: Server, path: str) -> None:
    answer = site.get(path)
    assert answer.status in (302, 404)


def test_record_is_found_among_the_other_kinds(site: Server) -> None:
    assert "/claims/wrist-pain" in site.get("/documents/wrist-pain").page.links


def test_programs_get_datasettes_own_words(site: Server) -> None:
    answer = site.get("/baths/nothing.json")
    assert answer.status == 404
    assert json.loads(answer.body)["ok"] is False


def test_wrong_question_to_a_table_is_told_in_our_look(site: Server) -> None:
    answer = site.get("/baths/claim?_sort=nothing")
    assert answer.status in (400, 500)  # 0.65 takes it for its own failure
    assert "Cannot sort table by nothing" in answer.text
    assert "kb-bar" in answer.body


def test_wrong_sql_is_explained(site: Server) -> None:
    answer = site.get("/baths?sql=select+absent+from+claim")
    if answer.status == 302:
        answer = site.get(answer.headers["location"])
    assert answer.status in (200, 400)  # 1.0 shows it beside the editor
    assert "no such column: absent" in answer.text
    assert "kb-bar" in answer.body


def test_failure_tells_nothing_of_the_server(database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "baths.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("drop view source_list")
        connection.execute("drop table if exists source_trace")
        connection.commit()
    with serving(copy) as server:
        answer = server.get("/sources")
    assert answer.status == 500
    assert "This page cannot be shown" in answer.text
    assert "source_list" not in answer.body
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (QueryInterrupted(None, "select 1", {}), 503, "took longer than this server allows"),
        (ValueError("secret"), 500, "Something went wrong on the server"),
    ],
)
def test_failure_is_told_to_programs_too(
    site: Server, error: Exception, status: int, words: str
) -> None:
    found = find(site.datasette)
    assert found
    for path in ("/claims", "/claims.json"):
        request = Request.fake(path)
        request.scope["csrftoken"] = str  # as Datasette 0.65 has it
        response = site.run(answered(found, request, error))
        assert response
        assert response.status == status
        assert words in response.body
        assert "secret" not in response.body


def test_no_query_of_the_site_is_cut_in_silence(database: Path, site: Server) -> None:
    with serving(database, max_returned_rows=2, default_page_size=2) as narrow:
        for path in ("/claims", "/documents", "/sources", "/guidance", "/terms", "/gaps"):
            assert len(narrow.get(path).page.links) == len(site.get(path).page.links), path


def test_answers_in_sql_are_made_anew(site: Server) -> None:
    answer = site.get("/sql?sql=select+random()")
    assert answer.status == 200
    assert "etag" not in answer.headers
