"""Turtle as we write it: whatever a text or an id holds, rdflib reads the same again."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from kb.exports.linked.address import Addresses
from kb.exports.linked.term import block, date, iri, prefixes, text

TEXTS = st.text(st.characters(codec="utf-8"))
BASE = "https://kb.example/"


def read(term: str) -> URIRef | Literal:
    """Give a term as rdflib reads it."""
    told = prefixes() + block(iri(BASE), [("rdfs:label", [term])])
    (found,) = Graph().parse(data=told.encode(), format="turtle").objects()
    assert isinstance(found, URIRef | Literal)
    return found


@given(TEXTS)
def test_any_text_is_read_again(value: str) -> None:
    assert read(text(value)) == Literal(value)


@given(st.text(st.sampled_from('"\\\n\r\t^@<>.;\u202e\x00 '), max_size=20))
def test_text_full_of_signs_is_read_again(value: str) -> None:
    assert read(text(value)) == Literal(value)


@given(TEXTS.filter(bool))
def test_any_id_is_an_address(value: str) -> None:
    found = read(iri(Addresses(BASE).of("source", value)))
    assert isinstance(found, URIRef)
    assert unquote(found.removeprefix(f"{BASE}sources/")) == value


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2026-11-21", XSD.date),
        ("2026-11", XSD.gYearMonth),
        ("2026", XSD.gYear),
        ("once upon a time", None),
    ],
)
def test_dates_are_as_exact_as_they_are_known(value: str, kind: URIRef | None) -> None:
    found = read(date(value))
    assert isinstance(found, Literal)
    assert (str(found), found.datatype) == (value, kind)


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert block(iri(BASE), [("rdfs:label", [])]) == ""
