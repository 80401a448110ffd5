"""What crawlers, feed readers and other sites are told."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import pytest

from kb.site.pages import sitemap
from tests.command import run
from tests.site.served import CORPUS, Server, built, changed, serving

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
CLAIM = "http://localhost/claims/wrist-pain"


class Head(HTMLParser):
    """The links, meta tags and data of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.meta: dict[str, str | None] = {}
        self.data: list[str] = []
        self.is_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is told of the page."""
        given = dict(attrs)
        if tag == "link":
            self.links.append(given)
        if tag == "meta":
            self.meta[given.get("property") or given.get("name") or ""] = given.get("content")
        self.is_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self.is_data = self.is_data and tag != "script"

    def handle_data(self, data: str) -> None:
        """Remember data."""
        if self.is_data:
            self.data.append(data)

    def link(self, relation: str, kind: str | None = None) -> str | None:
        """Where a link of a relation leads."""
        found = [each for each in self.links if each["rel"] == relation]
        return next((each["href"] for each in found if kind in (None, each.get("type"))), None)


def may(rules: str, path: str) -> bool:
    """Whether robots.txt lets a crawler ask for a path (RFC 9309: the longest rule counts)."""
    fits = [(0, True)]
    for line in rules.splitlines():
        verb, _, rule = line.partition(": ")
        pattern = re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$")
        if verb in ("Allow", "Disallow") and re.match(pattern, path):
            fits.append((len(rule), verb == "Allow"))
    return max(fits)[1]


ALLOWED = [
    "/",
    "/claims",
    "/claims/wrist-pain",
    "/documents",
    "/-/static-plugins/kb/site.css?_hash=1",
]
FORBIDDEN = [
    "/claims?verdict=mixed",
    "/search",
    "/search?q=a",
    "/sql",
    "/baths",
    "/baths.json",
    "/baths.db",
    "/baths/claim",
    "/baths/claim.csv?_stream=on",
    "/-/plugins",
    "/claims/wrist-pain/embed",
    "/claims.csv",
    "/oembed",
]


@pytest.mark.parametrize(("paths", "allowed"), [(ALLOWED, True), (FORBIDDEN, False)])
def test_crawlers_are_kept_off_what_never_ends(
    site: Server, paths: list[str], *, allowed: bool
) -> None:
    answer = site.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Sitemap: http://localhost/sitemap.xml" in answer.body
    assert [path for path in paths if may(answer.body, path) is not allowed] == []


def test_private_build_is_for_no_crawler(private_site: Server) -> None:
    rules = private_site.get("/robots.txt").body
    assert not may(rules, "/")
    assert "Sitemap" not in rules


def test_rules_stand_below_a_prefix(database: Path) -> None:
    with serving(database, base_url="/kb/", force_https_urls=True) as server:
        rules = server.get("/robots.txt").body
        assert "Sitemap: https://localhost/kb/sitemap.xml" in rules
        assert not may(rules, "/kb/baths/claim")
        assert may(rules, "/kb/claims")
        review = Head(server.get("/claims/wrist-pain").body)
        assert review.link("canonical") == "https://localhost/kb/claims/wrist-pain"


def located(text: str) -> dict[str, str | None]:
    """The addresses of a map, with their days."""
    root = fromstring(text)  # noqa: S314 - our own
    return {each.findtext(f"{MAP}loc", ""): each.findtext(f"{MAP}lastmod") for each in root}


def test_map_names_every_page(site: Server) -> None:
    answer = site.get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    found = located(answer.body)
    for path in ("/", "/claims", "/about", "/documents/cold-hands-post", "/sources/inventa1999"):
        assert f"http://localhost{path}" in found
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found[CLAIM] or "")
    assert found["http://localhost/claims"] is None
    assert not [address for address in found if "search" in address or "?" in address]
    for address in found:
        assert site.get(address.removeprefix("http://localhost")).status == 200, address


def test_map_of_very_many_pages_comes_in_parts(
    site: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = located(site.get("/sitemap.xml").body)
    monkeypatch.setattr(sitemap, "MOST", 25)
    parts = located(site.get("/sitemap.xml").body)
    assert len(parts) > 1
    found = [located(site.get(part.removeprefix("http://localhost")).body) for part in parts]
    assert all(len(part) <= 25 for part in found)
    assert [address for part in found for address in part] == list(whole)
    for nothing in (0, len(parts) + 1):
        assert site.get(f"/sitemap-{nothing}.xml").status == 404


def test_feed_tells_what_happened_newest_first(site: Server) -> None:
    answer = site.get("/feed.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = fromstring(answer.body)  # noqa: S314 - our own
    entries = root.findall(f"{ATOM}entry")
    assert entries
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{ATOM}updated") == moments[0]
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}")
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert element.find(f"{ATOM}link") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    titles = [entry.findtext(f"{ATOM}title", "") for entry in entries]
    assert any("mostly supported" in title for title in titles)
    assert any("for evidence against" in title for title in titles)


def test_entries_keep_their_ids_on_another_host(site: Server) -> None:
    feeds = [site.get("/feed.atom", host=host).body for host in ("a.test", "b.test")]
    one, other = (re.findall("urn:uuid:[^<]+", feed) for feed in feeds)
    assert one == other
    assert "http://a.test/claims/" in feeds[0]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a claim whose words would end any script or tag, and judged."""
    folder = tmp_path_factory.mktemp("hostile")
    claim = (CORPUS / "data/claims/wrist-pain.yaml").read_text("utf-8")
    words = '"</script><script>alert(1)</script> & \\u2028 ]]> \\" eases pain."'
    evil = re.sub(r"(?m)^claim: .*$", lambda _: f"claim: {words}", claim)
    assert evil != claim
    with serving(built(folder / "evil.db", changed(folder, claims__wrist_pain=evil))) as server:
        yield server


def review_of(server: Server, path: str) -> dict[str, Any] | None:
    """The review that a page carries."""
    data = Head(server.get(path).body).data
    assert len(data) <= 1
    found: dict[str, Any] | None = json.loads(data[0]) if data else None
    return found


def test_hostile_words_stay_inside_the_data(hostile: Server) -> None:
    answer = hostile.get("/claims/wrist-pain")
    review = review_of(hostile, "/claims/wrist-pain")
    assert review
    assert review["claimReviewed"].startswith("</script><script>alert(1)</script> & \u2028 ]]>")
    assert "alert(1)</script>" not in answer.body
    for path in ("/feed.atom", "/sitemap.xml"):
        fromstring(hostile.get(path).body)  # noqa: S314 - our own
    assert "<script>alert" not in hostile.get("/claims/wrist-pain/embed").body
    card = json.loads(hostile.get(f"/oembed?url={quote(CLAIM)}").body)
    assert "<script" not in card["html"]


def test_judged_claim_is_reviewed(site: Server) -> None:
    review = review_of(site, "/claims/wrist-pain")
    assert review
    assert review["@type"] == "ClaimReview"
    assert review["url"] == CLAIM
    assert review["reviewRating"]["alternateName"] == "Mostly supported"
    assert "ratingValue" not in review["reviewRating"]
    assert "mostly unsupported" in review["reviewRating"]["ratingExplanation"]
    claimed = review["itemReviewed"]
    works = [work["headline"] for work in claimed["appearance"]]
    assert works == ["Cold Hands, Happy Typist"]
    assert [author["name"] for author in claimed["author"]]
    assert "Noman" not in json.dumps(review)


@pytest.mark.parametrize(
    ("change", "author"),
    [
        ("update source set authors = '[]'", ("Organization", "Cold Hands, Happy Typist")),
        ("update source set authors = '[\"The Bureau\"]'", ("Organization", "The Bureau")),
        ("update source set container = 'The Page'", ("Person", "Inventa, Ida")),
        ("delete from statement_claim where relation = 'expresses'", None),
        ("update verdict set rating = 'not_checkable'", None),
        ("update claim set status = 'deprecated'", None),
    ],
)
def test_claim_is_told_as_made_by_who_makes_it(
    database: Path, tmp_path: Path, change: str, author: tuple[str, str] | None
) -> None:
    copy = Path(shutil.copy(database, tmp_path / "baths.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(change)
        connection.commit()
    with serving(copy) as server:
        review = review_of(server, "/claims/wrist-pain")
    made = review["itemReviewed"]["author"] if review else []
    assert [(each["@type"], each["name"]) for each in made] == ([author] if author else [])


@pytest.mark.parametrize("path", ["/claims/morning-stiffness", "/claims", "/documents"])
def test_what_is_not_judged_is_not_reviewed(site: Server, path: str) -> None:
    assert review_of(site, path) is None


def test_claim_is_shared_with_its_verdict(site: Server) -> None:
    head = Head(site.get("/claims/wrist-pain?from=elsewhere").body)
    assert head.link("canonical") == CLAIM == head.meta["og:url"]
    assert head.meta["og:description"] == (
        "Verdict: mostly supported, low certainty. Cold hand baths may ease wrist pain a little."
    )
    assert head.link("alternate", "application/atom+xml") == "/feed.atom"
    picture = site.get((head.meta["og:image"] or "").removeprefix("http://localhost"))
    assert picture.headers["content-type"] == "image/png"
    assert "content-encoding" not in picture.headers
    assert picture.headers["etag"]
    unjudged = Head(site.get("/claims/morning-stiffness").body).meta["og:description"]
    assert (unjudged or "").startswith("Not yet assessed.")


def test_list_narrowed_by_a_question_has_no_address_of_its_own(site: Server) -> None:
    assert Head(site.get("/claims").body).link("canonical") == "http://localhost/claims"
    assert Head(site.get("/claims?q=cold").body).link("canonical") is None


def test_card_may_stand_on_any_page(site: Server) -> None:
    answer = site.get("/claims/wrist-pain/embed")
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-robots-tag"] == "noindex"
    for words in ("mostly supported", "low certainty", "Cold hand baths may ease wrist pain"):
        assert words in answer.text
    assert CLAIM in answer.page.links
    assert site.get("/claims/morning-stiffness/embed").text.count("Not yet assessed.") == 1
    assert site.get("/claims/nothing/embed").status == 404
    page = site.get("/claims/wrist-pain").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page


def test_programs_learn_how_to_embed_a_claim(site: Server) -> None:
    told = Head(site.get("/claims/wrist-pain").body).link("alternate", "application/json+oembed")
    answer = site.get((told or "").removeprefix("http://localhost"))
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    card = json.loads(answer.body)
    assert (card["version"], card["type"]) == ("1.0", "rich")
    assert f'src="{CLAIM}/embed"' in card["html"]
    assert (card["width"], card["height"]) == (560, 300)
    small = json.loads(site.get(f"/oembed?url={quote(CLAIM)}&maxwidth=320&maxheight=250").body)
    assert (small["width"], small["height"]) == (320, 250)
    assert 'width="320"' in small["html"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("", 400),
        (f"url={quote(CLAIM)}&format=xml", 501),
        (f"url={quote(CLAIM)}&maxwidth=wide", 400),
        (f"url={quote(CLAIM)}&maxheight=-1", 400),
        (f"url={quote(CLAIM)}&maxheight=0", 400),
        ("url=http://localhost/claims/nothing", 404),
        ("url=http://localhost/documents/cold-hands-post", 404),
        ("url=http://elsewhere.test/claims/wrist-pain", 404),
        ("url=http://[", 404),
        ("url=%00", 404),
    ],
)
def test_wrong_question_for_a_card_is_told(site: Server, asked: str, status: int) -> None:
    answer = site.get(f"/oembed?{asked}")
    assert answer.status == status
    assert json.loads(answer.body)["error"]


def test_knowledge_base_without_days_has_an_empty_feed(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert run("init", root).exit_code == 0
    with serving(built(tmp_path / "new.db", root)) as server:
        feed = fromstring(server.get("/feed.atom").body)  # noqa: S314 - our own
        assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
        assert feed.findall(f"{ATOM}entry") == []
        assert len(located(server.get("/sitemap.xml").body)) > 10
