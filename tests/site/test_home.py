"""Home: what this is, the evidence map, what is distorted most, what was judged last."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

from kb.database.claim_facet import keep
from kb.site.drawing.evidence_map import LEAST_RADIUS, MOST_RADIUS, radius, sizes
from kb.site.listing.grouping import grouped
from kb.site.pages.home import first_sentence
from kb.site.site import Row
from tests.site.served import Server, altered, serving


def test_home_says_what_this_is_in_its_own_first_sentence(site: Server) -> None:
    text = site.get("/").text
    assert "small enough to read at one sitting, on which kb tests itself." in text
    assert "None of it is true" not in text


def test_home_shows_the_gravest_gaps_and_the_newest_verdicts(full_site: Server) -> None:
    answer = full_site.get("/")
    for words in ("Said, and shown", "▲ major quantity beyond observed", "Judged last", "◑ mixed"):
        assert words in answer.text
    assert "Registry: 12 people" not in answer.text
    assert any(link.startswith("/gaps/quantity-beyond-observed.") for link in answer.page.links)


def test_every_cell_of_the_map_leads_to_as_many_claims_as_it_says(full_site: Server) -> None:
    answer = full_site.get("/")
    said = re.findall(r"([^.;]+) × ([^.;:]+): (\d+) claims?, (\d+) stud(?:y|ies); ", answer.text)
    cells = [link for link in answer.page.links if "population=" in link and "outcome=" in link]
    assert len(cells) == len(said) > 1
    for link, (_, _, n, _) in zip(cells, said, strict=True):
        assert f"{n} claim" in full_site.get(link).text


def test_every_way_in_leads_to_as_many_claims_as_it_says(full_site: Server) -> None:
    body = full_site.get("/").body
    ways = re.findall(
        r'<span class="way"><a href="(/claims\?[^"]+)">[^<]+</a> <span class="n">(\d+)</span>', body
    )
    assert len(ways) > 4
    for link, n in ways:
        assert f"{n} claim" in full_site.get(link).text, link


def test_withdrawn_claims_are_not_on_the_map(full: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(full, tmp_path / "withdrawn.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update claim set status = 'deprecated' where id = 'taller-basil'")
        keep(connection)
    with serving(path) as server:
        links = server.get("/").page.links
        assert not any("population=basil-plants&outcome" in link for link in links)
        cells = [link for link in links if "outcome=" in link and "population=" in link]
        assert all("status=draft" in link or "status=reviewed" in link for link in cells)


def test_the_map_is_asked_for_once_of_a_file_that_cannot_change(site: Server) -> None:
    site.get("/")
    kept = site.datasette.kb_site.kept
    assert any(key[0] == "evidence_map" for key in kept)


def test_of_a_file_that_may_change_nothing_is_kept(full: Path, tmp_path: Path) -> None:
    async def visited() -> Datasette:
        datasette = Datasette([shutil.copy(full, tmp_path / "changing.db")])
        await datasette.invoke_startup()
        assert (await datasette.client.get("/")).status_code == 200
        return datasette

    datasette = asyncio.run(visited())
    datasette.executor.shutdown()
    assert datasette.kb_site.kept == {}


def test_a_knowledge_base_without_claims_has_no_map(full: Path, tmp_path: Path) -> None:
    with serving(
        altered(full, tmp_path, "delete from claim; delete from verdict; delete from gap;")
    ) as server:
        text = server.get("/").text
        assert "The evidence at a glance" not in text
        assert "Nothing here is judged yet." in text
        assert "Said, and shown" not in text


def test_first_sentence_ends_where_a_sentence_ends() -> None:
    assert first_sentence("On St. Elsewhere\n tea.  More!") == "On St."
    assert first_sentence("One only") == "One only"


def _term(name: str, n: int, *broader: str) -> Row:
    listed = "[" + ", ".join(f'"{each}"' for each in broader) + "]"
    return {"id": name, "label": name, "n": n, "broader": listed}


def test_broad_terms_stand_above_their_parts() -> None:
    rows = [
        _term("all", 50),
        _term("old", 3, "all"),
        _term("ill", 0, "all"),
        _term("very-ill", 4, "ill"),
        _term("both", 1, "old", "ill"),
        _term("unused", 0),
    ]
    groups = grouped(rows, most=3, rest="rest")
    assert [(group.id, group.weight) for group in groups] == [("all", 58), ("ill", 5), ("old", 4)]
    assert groups[1].terms == {"ill", "very-ill", "both"}
    finer = grouped(rows, most=6, rest="rest")
    assert [group.id for group in finer] == ["all", "ill", "old", "very-ill", "both"]


def test_what_is_left_over_is_one_group() -> None:
    groups = grouped([_term(f"t{n}", n) for n in range(1, 7)], most=3, rest="rest")
    assert [(group.label, group.weight) for group in groups] == [("t6", 6), ("t5", 5), ("rest", 10)]
    assert grouped([], most=3, rest="rest") == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20)), max_size=25), st.integers(2, 8))
def test_every_used_term_falls_into_a_group(given_terms: list[tuple[int, int]], most: int) -> None:
    """Each term's broader one is an earlier one, so that there is no circle."""
    rows = [
        _term(f"t{at}", n, *([f"t{above}"] if above < at else []))
        for at, (above, n) in enumerate(given_terms)
    ]
    groups = grouped(rows, most, "rest")
    placed = {term for group in groups for term in group.terms}
    assert {row["id"] for row in rows if row["n"]} <= placed
    assert len(groups) <= most
    uses = {row["id"]: row["n"] for row in rows}
    assert all(group.weight == sum(uses[term] for term in group.terms) for group in groups)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_rings_stay_within_their_drawing(n: int, more: int) -> None:
    size = radius(n, n + more)
    assert LEAST_RADIUS <= size <= MOST_RADIUS
    assert all(LEAST_RADIUS <= each <= MOST_RADIUS for _, each in sizes(n))


def test_ways_in_to_what_there_is_none_of_are_left_out(
    full: Path, full_site: Server, tmp_path: Path
) -> None:
    gone = ("document", "guidance", "dose", "gap", "claim_relation")
    script = "".join(f"delete from {table};" for table in gone)  # noqa: S608 - kb's own names
    with serving(altered(full, tmp_path, script)) as server:
        bare = server.get("/")
    titles = re.compile("<dt>(.*?)</dt><dd>")
    ways = ["By population", "By outcome", "By kind"]
    assert titles.findall(bare.body) == ways
    more = titles.findall(full_site.get("/").body)
    assert more[-6:] == [*ways, "Documents", "Guidance", "Compare"]
    assert " 0 " not in bare.text
