"""Results are lazy, and whatever is done with them gives the same records."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb

PLACES = st.none() | st.integers(-30, 30)


def test_results_are_counted_and_gone_through_as_often_as_one_likes(base: kb.Base) -> None:
    found = base.statements(kind="effect")
    assert len(found) == len(list(found)) == len(list(found)) == len(found.ids)
    assert found.counted == f"{len(found)} statements"
    assert base.studies().counted == "1 study"
    assert found[0] in found
    assert not base.statements(claim_id=[])


def test_nothing_is_read_before_it_is_needed(base: kb.Base) -> None:
    asked: list[str] = []
    base.connection.set_trace_callback(asked.append)
    few = base.statements(hedging="asserted")[2:4].order_by("-position")
    assert asked == []
    assert sum(1 for _ in few) == 2
    assert len(asked) == 1
    base.connection.set_trace_callback(None)


@given(start=PLACES, stop=PLACES, inner=PLACES)
def test_a_slice_is_that_of_a_list(
    base: kb.Base, start: int | None, stop: int | None, inner: int | None
) -> None:
    found = base.statements()
    cut = found[start:stop]
    assert list(cut) == list(found)[start:stop]
    assert len(cut) == len(list(cut))
    assert list(cut[inner:]) == list(found)[start:stop][inner:]
    assert list(cut[:inner]) == list(found)[start:stop][:inner]


@given(place=st.integers(-25, 25))
def test_a_place_is_that_of_a_list(base: kb.Base, place: int) -> None:
    found = base.statements()
    if -20 <= place < 20:
        assert found[place] == list(found)[place]
    else:
        with pytest.raises(IndexError, match=f"there is no place {place} among 20"):
            found[place]


def test_no_place_is_too_far_to_be_told(base: kb.Base) -> None:
    with pytest.raises(IndexError):
        base.claims()[10**30]
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        base.claims()["numb-skin"]  # type: ignore[call-overload]  # a slip
    assert len(base.claims()[: 10**30]) == 6
    assert len(base.claims()[10**30 :]) == 0


def test_steps_are_for_lists(base: kb.Base) -> None:
    assert [*base.claims()[::1]] == [*base.claims()]
    with pytest.raises(ValueError, match="make a list first"):
        base.claims()[::2]
    assert next(reversed(base.claims())) == base.claims()[-1]


def test_a_limit_counts_in_the_order(base: kb.Base) -> None:
    found = base.sources(order="-year", limit=2)
    assert [one.year for one in found] == [2023, 1999]
    assert [one.year for one in found.order_by("year")] == [1999, 2023]
    assert len(found[1:]) == 1
    assert found[5:].ids == []


def test_one_is_the_only_one_and_first_any(base: kb.Base) -> None:
    assert base.studies().one() == base.studies().first() == base.study("inventa-trial")
    assert base.claims(kind="descriptive").first() is None
    with pytest.raises(kb.NotOneError, match=r"there are 6 such, the first being `grip-fatigue"):
        base.claims().one()
    with pytest.raises(kb.NotOneError, match="there is no such claim"):
        base.claims(kind="descriptive").one()


def test_results_and_records_tell_of_themselves(base: kb.Base) -> None:
    assert repr(base.claims(limit=4)) == (
        "<4 claims: grip-fatigue-vs-rest, morning-stiffness, numb-skin, …>"
    )
    assert repr(base.claims(kind="descriptive")) == "<0 claims: none>"
    assert repr(base.claim("numb-skin")) == (
        "<Claim numb-skin: Water near freezing numbs the skin.>"
    )
    assert len(repr(base.statement("cold-hands-post.cuts-swelling"))) < 120


def test_notebooks_show_tables_without_what_would_harm(base: kb.Base) -> None:
    shown = base.statements()._repr_html_()
    assert shown.count("<tr>") == 21
    assert "columns not shown: hedging" in shown
    documents = base.documents()._repr_html_()
    assert "<script>" not in documents
    assert "Baths &amp; &quot;bowls&quot; &lt;script&gt;" in documents
    assert "<a " not in documents
    first = base.statement("cold-hands-post.cuts-swelling")._repr_html_()
    assert "&lt;script&gt;" in first
    assert "<script>" not in first
    assert "20 of 21" not in shown
    assert "3 claims, " not in base._repr_html_()
    assert base._repr_html_().startswith("<p><b>Cold hand baths</b><br>6 claims, 20 statements")


def test_many_rows_are_cut_in_a_notebook(base: kb.Base) -> None:
    shown = base.terms()._repr_html_()
    assert shown.count("<tr>") == 14
    answer = base.sql(
        "with recursive n(i) as (select 1 union all select i + 1 from n limit 50)"
        " select i, replace(hex(zeroblob(99)), '0', 'x') as long from n"
    )
    assert answer._repr_html_().count("<tr>") == 21
    assert "50 rows" in answer._repr_html_()
    assert "x" * 81 not in answer._repr_html_()


def test_links_lead_to_the_site_where_it_is_known(tiny: object) -> None:
    with kb.open(tiny, site="https://example.org/kb") as base:  # type: ignore[arg-type]  # a path
        link = '<a href="https://example.org/kb/claims/wrist-pain">wrist-pain</a>'
        assert link in base.claims()._repr_html_()
        assert link in base.claim("wrist-pain")._repr_html_()
        assert "<a " not in base.quantities()._repr_html_()
        assert "https://example.org/kb/claim/wrist-pain@" in base.claim("wrist-pain").cite()


# -- tables ------------------------------------------------------------------------------------


def test_tables_have_the_same_values_by_every_library(base: kb.Base) -> None:
    found = base.statements(claim_id="wrist-pain")
    dicts = found.to_dicts()
    assert dicts == [one.to_dict() for one in found]
    frame = found.to_pandas()
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == dicts
    listed = [{**one, "claim_ids": list(one["claim_ids"])} for one in dicts]
    assert found.to_polars().to_dicts() == listed
    assert found.to_arrow().to_pylist() == listed


def test_types_of_tables_do_not_depend_on_the_rows(base: kb.Base) -> None:
    assert base.evidence(claim_id=[]).to_polars().schema == base.evidence().to_polars().schema
    assert base.evidence(claim_id=[]).to_arrow().schema == base.evidence().to_arrow().schema
    frame = base.evidence().to_pandas()
    assert base.evidence(claim_id=[]).to_pandas().dtypes.equals(frame.dtypes)
    assert frame["year"].dtype == frame["derived"].dtype == "Int64"
    assert frame["ci_low"].dtype == "float64"
    assert base.findings(n=False).to_pandas()["n"].dtype == "Int64"


def test_pairs_are_named_in_tables(whole: kb.Base) -> None:
    found = whole.findings(recipe_input=True)
    (pairs,) = [one.recipe_inputs for one in found]
    named = [{"name": name, "value": value} for name, value in pairs]
    assert found.to_polars()["recipe_inputs"].to_list() == [named]
    assert found.to_arrow()["recipe_inputs"].to_pylist() == [named]


def test_an_answer_makes_tables_too(base: kb.Base) -> None:
    answer = base.sql("select claim_id, n_studies from claim_overview order by 1 limit 2")
    dicts = answer.to_dicts()
    assert answer.to_pandas().to_dict("records") == dicts
    assert answer.to_polars().to_dicts() == answer.to_arrow().to_pylist() == dicts
    empty = base.sql("select id from claim where 0")
    assert empty.to_arrow().column_names == empty.to_polars().columns == ["id"]


@pytest.mark.parametrize(("library", "extra"), [("pandas", "pandas"), ("pyarrow", "tables")])
def test_a_library_that_is_missing_says_what_to_install(
    base: kb.Base, monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    method = "to_pandas" if library == "pandas" else "to_arrow"
    with pytest.raises(kb.MissingLibraryError, match=rf"install kb\[{extra}\], or {library}"):
        getattr(base.claims(), method)()
    with pytest.raises(ImportError):
        getattr(base.sql("select 1"), method)()


# -- threads -----------------------------------------------------------------------------------


def test_many_threads_read_at_a_time(base: kb.Base) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: base.claims(text="wrist").ids, range(40)))
    assert found == [base.claims(text="wrist").ids] * 40


def test_async_code_reads_beside_its_loop(base: kb.Base) -> None:
    async def ask() -> list[int]:
        return await asyncio.gather(*(asyncio.to_thread(len, base.claims()) for _ in range(5)))

    assert asyncio.run(ask()) == [6] * 5


def test_a_thread_that_is_gone_leaves_no_connection_open(tiny: object) -> None:
    held: list[sqlite3.Connection] = []
    with kb.open(tiny) as base:  # type: ignore[arg-type]  # a path
        thread = Thread(target=lambda: held.append(base.connection))
        thread.start()
        thread.join()
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            held[0].execute("select 1")
        other = base.connection
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        other.execute("select 1")


def test_sql_of_ones_own_beside_a_loop_disturbs_neither(base: kb.Base) -> None:
    rows = 0
    for one in base.statements():
        found = base.sql("select gist from statement where id = :own", own=one.statement_id)
        assert found[0]["gist"] == one.gist
        rows += 1
    assert rows == 20
