"""What is asked for is what is found; what makes no sense is told with what was meant."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.api.filters.claim import Asked, Order
from kb.database.facet import FACETS, MEASURES, ORDERS
from kb.exports.asked import RECORDS


def refused(ask: Callable[[], object]) -> str:
    """Give what an error says of filters that make no sense."""
    with pytest.raises(kb.KbError) as caught:
        ask()
    return str(caught.value)


# -- claims ------------------------------------------------------------------------------------


def test_claims_are_asked_for_by_the_names_that_the_site_uses() -> None:
    own = {"self", "text", "limit", "order", "others"}
    named = inspect.signature(kb.Base.claims).parameters
    assert {*named} - own == {*FACETS, *MEASURES}
    assert {*Asked.__annotations__} == {*FACETS, *MEASURES, "text", *RECORDS}
    assert get_args(Order) == tuple(ORDERS)


def test_terms_are_meant_by_id_label_or_synonym_and_include_narrower_ones(whole: kb.Base) -> None:
    assert whole.claims(population="tomato-plants").ids == ["taller-tomatoes"]
    assert whole.claims(population="Tomato  Plants").ids == ["taller-tomatoes"]
    wide = whole.claims(population="plants").ids
    assert set(wide) > {"taller-tomatoes", "taller-basil"}


def test_several_filters_must_all_hold_and_several_values_need_not(base: kb.Base) -> None:
    assert base.claims(kind=["risk", "comparison"]).ids == ["grip-fatigue-vs-rest", "numb-skin"]
    assert base.claims(kind=["risk", "comparison"], document="wrist-bath-guide").ids == [
        "numb-skin"
    ]


def test_any_of_no_values_is_nothing(base: kb.Base) -> None:
    assert base.claims(kind=[]).ids == base.claims(document=(), text="wrist").ids == []
    assert base.statements(kind=[]).ids == []


def test_degrees_are_asked_for_as_a_comparison(base: kb.Base, whole: kb.Base) -> None:
    assert base.claims(certainty=">=low").ids == ["wrist-pain"]
    assert base.claims(certainty=">low").ids == []
    assert whole.claims(certainty="<moderate").ids == ["taller-tomatoes"]
    assert whole.claims(certainty=[">=moderate", "very_low"]).ids == [
        "taller-plants",
        "taller-tomatoes",
    ]
    assert whole.claims(verdict="<=mixed").ids == ["taller-tomatoes"]
    assert len(base.claims(certainty="not_yet_assessed")) == 5


def test_words_find_the_best_first_and_mind_the_other_filters(base: kb.Base) -> None:
    assert base.claims(text="wrist pain").ids == ["wrist-pain-unchanged", "wrist-pain"]
    assert base.claims(text="wrist pain", certainty="low").ids == ["wrist-pain"]
    assert base.claims(text="wrist pain", order="name").ids == [
        "wrist-pain",
        "wrist-pain-unchanged",
    ]
    assert base.claims(text="nothing-like-this").ids == []


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_of_the_site_is_one_here(base: kb.Base, order: str) -> None:
    assert len(base.claims(order=order).ids) == 6  # type: ignore[arg-type]  # one of them


def test_an_order_is_by_what_it_says(whole: kb.Base) -> None:
    assert whole.claims(order="studies", limit=1).ids == ["taller-tomatoes"]


def test_ranges_hold_of_a_study_behind_a_claim(base: kb.Base, whole: kb.Base) -> None:
    found = whole.claims(speed=(1.0, None, "km/h")).ids
    assert found == whole.claims(speed=(1 / 3.6, None)).ids == ["taller-plants", "taller-tomatoes"]
    assert whole.claims(speed=(9, 10, "km/h")).ids == []
    assert whole.claims(n=6).ids == whole.claims(n="<=6").ids == ["taller-tomatoes"]
    assert set(whole.claims(n=">=6")) == set(whole.claims(n=(6, None)))
    assert base.claims(session=">=5", weeks=4).ids == ["wrist-pain"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"popluation": "x"}, "have no filter `popluation`\nhint: did you mean `population`"),
        ({"population": "ofice workers"}, "“ofice workers”\nhint: did you mean `office-workers`?"),
        ({"certainty": ">=lwo"}, "'lwo' is no degree of `certainty`\nhint: did you mean `low`"),
        ({"verdict": ">mixt"}, "hint: did you mean `mixed`"),
        ({"verdict": "<not_checkable"}, "'not_checkable' is no degree of `verdict`\nhint: one of"),
        ({"verdict": "true"}, "hint: one of supported, mostly_supported"),
        ({"kind": 7}, "`kind` takes words, and not 7"),
        ({"kind": [7]}, "`kind` takes words, and not 7"),
        ({"order": "best"}, "claims have no order 'best'\nhint: one of said, "),
        ({"order": ["said"]}, "claims have no order ['said']\nhint: one of said, "),
        ({"limit": -1}, "`limit` is a whole number from 0, and not -1"),
        ({"limit": "2"}, "`limit` is a whole number from 0, and not '2'"),
        ({"n": "many"}, "`n` takes numbers, and not 'many'"),
        ({"n": ">=1e"}, "`n` takes numbers, and not '>=1e'"),
        ({"n": (9, 2)}, "`n` is no range from 9 to 2: the first number is the larger"),
        ({"n": (1, 2, 3, 4)}, "takes a range of two numbers"),
        ({"n": float("nan")}, "`n` takes numbers, and not nan"),
        ({"speed": (1, 2, "knots")}, "'knots' is no unit for `speed`\nhint: one of m/s, km/h, mph"),
        ({"kind": ""}, "`kind` holds an empty value"),
        ({"kind": ["effect", " "]}, "`kind` holds an empty value"),
        ({"kind": ["effect"] * 51}, "`kind` takes at most 50 values, and not 51"),
        ({"text": " ?"}, "`text` holds no words: ' ?'\nhint: leave the filter out"),
        ({"text": 3}, "`text` takes words, and not 3"),
        ({"text": "\ud800"}, "half of a surrogate pair"),
        ({"document": "\ud800"}, "half of a surrogate pair"),
        ({"document": "\0"}, "no document is called"),
    ],
    ids=str,
)
def test_what_makes_no_sense_of_claims_is_told(
    base: kb.Base, asked: dict[str, object], told: str
) -> None:
    assert told in refused(lambda: base.claims(**asked))  # type: ignore[arg-type]  # slips


@given(text=st.text())
def test_any_text_is_searched_for(base: kb.Base, text: str) -> None:
    try:
        assert len(base.claims(text=text)) <= 6
        assert len(base.statements(text=text)) <= 20
        assert len(base.search(text)) <= 6
    except kb.UnknownValueError:
        assert not re.search(r"\w", text)


# -- other records -----------------------------------------------------------------------------


def test_columns_are_equal_to_a_value_or_to_one_of_several(base: kb.Base) -> None:
    assert base.documents(title="Cold Hands, Happy Typist").ids == ["cold-hands-post"]
    kinds = [one.kind for one in base.guidance(kind=["hazard", "control"])]
    assert sorted(kinds) == ["control", "control", "hazard"]
    assert len(base.statements(document_id=[])) == 0


def test_numbers_are_compared(base: kb.Base) -> None:
    assert {one.value for one in base.quantities(value=[21, 9])} == {21, 9}
    assert {one.value for one in base.quantities(value=(9, 21), unit="%")} == {9, 21}
    assert all(one.value > 20 for one in base.quantities(value=">20"))
    assert len(base.quantities(value=" <= 60 ")) == len(base.quantities(value=(None, 60)))
    assert len(base.sources(year="=1999")) == 1


def test_true_and_false_ask_whether_a_value_is_there(base: kb.Base, whole: kb.Base) -> None:
    assert whole.sources(year=False).ids == ["undated"]
    assert len(whole.sources(year=True)) == 4
    assert len(base.quantities(derived=True)) + len(base.quantities(derived=False)) == 11
    assert {one.claim_ids for one in base.statements(claim_id=False)} == {()}
    assert all(one.claim_ids for one in base.statements(claim_id=True))
    assert [one.recipe for one in whole.findings(recipe_input=True)] == ["ratio"]


def test_a_list_of_ids_is_asked_for_by_one_of_them(base: kb.Base) -> None:
    found = base.statements(claim_id="wrist-pain")
    assert all("wrist-pain" in one.claim_ids for one in found)
    assert len(found) == 2
    doses = base.doses(population="office workers").ids
    assert doses == base.doses(population="Office-workers").ids != []
    assert (
        base.claims(population="Office workers").ids == base.claims(population="OFFICE-Workers").ids
    )


def test_names_of_terms_in_any_record_include_narrower_ones(whole: kb.Base) -> None:
    wide = whole.evidence(population="plants").ids
    narrow = whole.evidence(population="tomato-plants").ids
    assert set(wide) >= set(narrow) != set()
    assert whole.studies(population_id="plants").ids == whole.studies(population="plants").ids


def test_words_find_records_of_other_kinds(base: kb.Base) -> None:
    assert base.sources(text="invented trial hand bath").ids[0] == "inventa1999"
    assert base.terms(text="wrist pain").first() == base.term("wrist-pain")
    assert base.statements(text="swelling", kind="effect", limit=1)[0].kind == "effect"


@pytest.mark.parametrize(
    ("many", "asked", "told"),
    [
        ("statements", {"kind": "efect"}, "nothing has 'efect' as its `kind`\nhint: did you mean"),
        ("documents", {"document_id": "x"}, "hint: one of cold-hands-post, wrist-bath-guide"),
        ("statements", {"claim_id": "wrist-pane"}, "did you mean `wrist-pain`"),
        ("evidence", {"population": "ofice workers"}, "did you mean `office workers`"),
        ("gaps", {"kind": "dose-change"}, "nothing has 'dose-change' as its `kind`"),
        ("gaps", {"severity": ">=grave"}, "nothing has '>=grave' as its `severity`"),
        ("sources", {"year": "old"}, "`year` takes a number or a comparison, and not 'old'"),
        ("sources", {"year": ["old"]}, "`year` takes numbers, and not 'old'"),
        ("sources", {"year": {}}, "`year` takes a value or a list of values, and not {}"),
        ("sources", {"year": 10**30}, "`year` takes numbers"),
        ("sources", {"doi": b"10"}, "`doi` takes words, and not"),
        ("sources", {"doi": 10}, "`doi` takes words, and not 10"),
        ("sources", {"order": "yeaar"}, "no column `yeaar` to be ordered by\nhint: did you mean"),
        ("sources", {"x": 1}, "sources have no filter `x`\nhint: one of source_key, citation, "),
        ("studies", {"text": ""}, "`text` holds no words: ''"),
        ("doses", {"weaks_low": 3}, "doses have no filter `weaks_low`\nhint: did you mean `weeks_"),
    ],
    ids=str,
)
def test_what_makes_no_sense_of_other_records_is_told(
    base: kb.Base, many: str, asked: dict[str, object], told: str
) -> None:
    assert told in refused(lambda: getattr(base, many)(**asked))


def test_severity_and_directness_are_degrees(base: kb.Base, whole: kb.Base) -> None:
    assert {one.severity for one in base.gaps(severity=">=minor")} <= {"minor", "major"}
    assert {one.directness for one in whole.evidence(directness="<direct")} == {
        "partly",
        "indirect",
    }
    ranked = [one.severity for one in whole.gaps(order="-severity")]
    assert ranked == sorted(ranked, key=["major", "minor", "info"].index)


def test_a_huge_limit_is_no_limit(base: kb.Base) -> None:
    assert len(base.claims(limit=10**40)) == len(base.claims(limit=None)) == 6
    assert len(base.claims(limit=0)) == 0
    assert list(base.claims(limit=0)) == []


def test_a_record_is_found_by_its_id(base: kb.Base) -> None:
    assert base.claim("wrist-pain").claim_id == "wrist-pain"
    assert "there is no claim 'wrist-pian'\nhint: did you mean `wrist-pain`" in refused(
        lambda: base.claim("wrist-pian")
    )
    assert "did you mean `wrist-pain` or `wrist-pain-unchanged`?" in refused(
        lambda: base.claim("wrist")
    )
    assert refused(lambda: base.source("zzz")) == "there is no source 'zzz'"
    assert "takes words" in refused(lambda: base.claim(7))  # type: ignore[arg-type]  # a slip
    with pytest.raises(LookupError):
        base.term("x" * 10_000)


def test_every_filter_of_every_record_can_be_asked_by_its_own_value(whole: kb.Base) -> None:
    for many in ("statements", "quantities", "studies", "findings", "evidence", "doses", "gaps"):
        method = getattr(whole, many)
        first = method()[0]
        for name in first.table.columns:
            value = getattr(first, name)
            if isinstance(value, tuple):
                found = [method(**{name.removesuffix("s"): one}) for one in _items(value)]
            else:
                found = [] if value is None else [method(**{name: value})]
            assert all(first in one for one in found), (many, name)


def _items(value: tuple[object, ...]) -> list[object]:
    """Give the items of a list of ids, or the names of pairs."""
    return [one[0] if isinstance(one, tuple) else one for one in value]
