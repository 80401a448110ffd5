"""ClaimReviews: read by rdflib, held against shapes, the same as the site's."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rdflib import URIRef
from rdflib.namespace import RDF, SDO

from kb.exports.error import ExportError
from kb.exports.linked.address import Addresses, web
from tests.conftest import ROOT
from tests.exports.exported import BASE, export
from tests.exports.linked import SCHEMA_ORG, faults, json_ld
from tests.site.served import serving

CLAIM_REVIEW = URIRef("http://schema.org/ClaimReview")
GOLDEN = ROOT / "tests" / "exports" / "golden" / "claimreview.jsonld"


def reviews(path: Path, base: str = BASE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export(path, "claimreview", base=base))["@graph"]
    return found


def test_tiny_knowledge_base_is_written_as_it_was(built: Path) -> None:
    assert export(built / "build/kb.db", "claimreview", base=BASE) == GOLDEN.read_bytes()


def test_two_exports_are_the_same_bytes(real: Path) -> None:
    assert export(real, "claimreview") == export(real, "claimreview")


def test_real_reviews_conform(real: Path) -> None:
    graph = json_ld(export(real, "claimreview", base=BASE), SCHEMA_ORG)
    assert faults(graph, "claimreview") == ""
    with closing(sqlite3.connect(real)) as connection:
        (judged,) = connection.execute(
            "select count(distinct c.id) from claim c join verdict v on v.claim = c.id"
            " join statement_claim s on s.claim = c.id join statement t on t.id = s.statement"
            " where v.rating <> 'not_checkable' and c.status not in ('deprecated', 'merged')"
            " and s.relation = 'expresses' and t.kind <> 'question'"
        ).fetchone()
    assert len(list(graph.subjects(RDF.type, CLAIM_REVIEW))) == judged > 0


def test_every_word_is_one_of_schema_org(real: Path) -> None:
    graph = json_ld(export(real, "claimreview", base=BASE), {"@vocab": str(SDO)})
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    assert used
    for term in used:  # a namespace of rdflib knows its terms, and refuses others
        assert SDO[str(term).removeprefix(str(SDO))] == term


def test_shapes_find_what_is_wrong(built: Path) -> None:
    wrong = json.loads(export(built / "build/kb.db", "claimreview", base=BASE))
    wrong["@graph"][0]["itemReviewed"]["citation"] = "a study"
    graph = json_ld(json.dumps(wrong).encode(), SCHEMA_ORG)
    assert "citation" in faults(graph, "claimreview")


def test_no_inferred_source_is_told(real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        inferred = connection.execute(
            "select s.title, s.doi, s.url from source_trace t join source s on s.key = t.source"
            " where t.basis = 'curator_inferred'"
        ).fetchall()
    assert inferred
    text = export(real, "claimreview", base=BASE).decode()
    for title, doi, url in inferred:
        assert not any(word in text for word in (title, doi, url) if word)


def test_site_and_export_tell_the_same(built: Path) -> None:
    path = built / "build/kb.db"
    with serving(path) as server:
        page = server.get("/claims/wrist-pain")
        script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.body)
        assert script
        told = json.loads(script[1])
    assert told.pop("@context") == "https://schema.org"
    (review,) = reviews(path, told["author"]["url"])
    assert review == told


def test_without_a_base_nothing_is_claimed_of_somebodys_site(built: Path) -> None:
    notices: list[str] = []
    data = export(built / "build/kb.db", "claimreview", notices=notices)
    assert json.loads(data)["@graph"][0]["url"] == (
        "https://kb.invalid/cold-hand-baths/claims/wrist-pain"
    )
    assert [notice for notice in notices if "--base" in notice]


@pytest.mark.parametrize(
    "base", ["example.org", "ftp://example.org", "https://", "https://x.org/?a=1", "https://[x/"]
)
def test_base_must_be_an_address(built: Path, base: str) -> None:
    with pytest.raises(ExportError, match="no address of a site") as raised:
        export(built / "build/kb.db", "claimreview", base=base)
    assert raised.value.hint


def test_base_may_lack_its_slash(built: Path) -> None:
    assert reviews(built / "build/kb.db", "https://kb.example") == reviews(built / "build/kb.db")


def test_filters_choose_reviews(built: Path) -> None:
    data = export(built / "build/kb.db", "claimreview", {"claim": ["numb-skin"]}, base=BASE)
    assert json.loads(data)["@graph"] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://example.org/a b<c>", "https://example.org/a%20b%3Cc%3E"),
        ("https://example.org/%41?x=100%", "https://example.org/%41?x=100%25"),
        ('http://example.org/"><script>', "http://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("javascript:alert(1)", None),
        ("https://[bad", None),
        (None, None),
    ],
)
def test_addresses_on_the_web_hold_only_what_an_iri_may(
    given: str | None, expected: str | None
) -> None:
    assert web(given) == expected


def test_records_are_percent_encoded() -> None:
    records = Addresses(BASE)
    assert records.of("source", "a:b c/<>") == f"{BASE}sources/a%3Ab%20c%2F%3C%3E"
    assert records.of("version", "x@1f") == f"{BASE}claim/x@1f"
    assert records.of("finding", "s.f") == f"{BASE}studies/s#s.f"
