"""Questions people ask: each is chosen, read, taken away and changed, and known to Datasette."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from kb.site.asking.named_query import named, parsed
from tests.command import run
from tests.site.served import CORPUS, Server, built, changed, serving

NAMES = sorted(named())


def test_there_are_enough_and_each_says_what_it_is(site: Server) -> None:
    answer = site.get("/queries")
    assert len(NAMES) >= 15
    for query in named().values():
        assert f"/queries/{query.name}" in answer.page.links
        assert query.title in answer.text
        assert query.about.endswith(".")
    assert "/sql" in answer.page.links


@pytest.mark.parametrize("name", NAMES)
def test_each_shows_its_rows_its_sql_and_its_files(full_site: Server, name: str) -> None:
    answer = full_site.get(f"/queries/{name}")
    assert answer.status == 200
    rows = json.loads(full_site.get(f"/queries/{name}.json").body)
    shown = re.search(r'id="rows">(?:More than )?(\d+)', answer.body)
    assert shown
    assert int(shown[1]) == len(rows)
    table = list(csv.DictReader(io.StringIO(full_site.get(f"/queries/{name}.csv").body)))
    assert len(table) == len(rows)
    assert named()[name].sql.split() == site_sql(answer.body).split()
    change = next(link for link in answer.page.links if link.startswith("/sql?"))
    assert full_site.get(change).status == 200


def site_sql(body: str) -> str:
    """Give the query as the page shows it."""
    shown = re.search(r'<pre id="sql">(.*?)</pre>', body, re.DOTALL)
    assert shown
    return unescape(shown[1])


@pytest.mark.parametrize("name", NAMES)
def test_each_choice_of_each_gives_an_answer(full_site: Server, name: str) -> None:
    body = full_site.get(f"/queries/{name}").body
    for parameter in named()[name].parameters:
        select = re.search(rf'name="{parameter.name}">(.*?)</select>', body, re.DOTALL)
        values = (
            re.findall(r'<option value="([^"]*)"', select[1]) if select else [parameter.default]
        )
        for value in values:
            answer = full_site.get(f"/queries/{name}?{parameter.name}={quote(unescape(value))}")
            assert answer.status == 200, (parameter.name, value)


@pytest.mark.untraced
@pytest.mark.parametrize("name", NAMES)
def test_datasette_answers_each_by_itself(full_site: Server, name: str) -> None:
    ours = json.loads(full_site.get(f"/queries/{name}.json").body)
    values = "&".join(f"{one.name}={quote(one.default)}" for one in named()[name].parameters)
    theirs = full_site.get(f"/kb/{name}.json?_shape=array&{values}")
    assert json.loads(theirs.body) == ours
    link = next(
        one for one in full_site.get(f"/queries/{name}").page.links if one.startswith("/kb/")
    )
    assert json.loads(full_site.get(link).body) == ours


def test_most_have_something_to_tell(full_site: Server) -> None:
    empty = {name for name in NAMES if not json.loads(full_site.get(f"/queries/{name}.json").body)}
    assert len(empty) < len(NAMES) / 2, empty


def test_choice_narrows_and_stays_chosen(site: Server) -> None:
    everything = site.get("/queries/claims-without-evidence")
    effects = site.get("/queries/claims-without-evidence?kind=effect")
    assert effects.page.tags.count("tr") < everything.page.tags.count("tr")
    assert '<option value="effect" selected>' in effects.body
    assert "/queries/claims-without-evidence.csv?kind=effect" in effects.page.links


def test_ids_lead_to_pages(site: Server) -> None:
    assert "/claims/wrist-pain" in site.get("/queries/claims-said-most").page.links
    both = site.get("/queries/contradictions").page.links
    assert {"/claims/wrist-pain", "/claims/wrist-pain-unchanged", "/guidance/begin-short"} <= set(
        both
    )


def test_longest_bar_belongs_to_the_most(full_site: Server) -> None:
    answer = full_site.get("/queries/largest-samples")
    widths = [float(width) for width in re.findall(r'<rect width="([\d.]+)"', answer.body)]
    assert widths[0] == 100
    assert widths == sorted(widths, reverse=True)


def test_unknown_value_is_answered_with_near_ones(full_site: Server) -> None:
    answer = full_site.get("/queries/gaps-by-document?severity=majr")
    assert answer.status == 400
    assert "There is no majr to choose as how much it misleads. Did you mean major ?" in answer.text
    assert "/queries/gaps-by-document?severity=major" in answer.page.links
    data = full_site.get("/queries/gaps-by-document.json?severity=majr")
    assert data.status == 400
    assert "no such value of severity" in json.loads(data.body)["error"]


@pytest.mark.parametrize("number", ["ten", "-1", "1.5", "9" * 5000, "²"])
def test_number_that_is_none_is_told(full_site: Server, number: str) -> None:
    answer = full_site.get(f"/queries/largest-samples?least={quote(number)}")
    assert answer.status == 400
    assert "is no whole number" in answer.text


def test_unknown_query_leads_to_others(site: Server) -> None:
    answer = site.get("/queries/nothing-of-the-kind")
    assert answer.status == 404
    assert "There is no such record" in answer.text


def test_words_of_vocabularies_are_read_without_underscores(full_site: Server) -> None:
    text = full_site.get("/queries/studies-used-most").text
    assert "reading level" in text
    assert "rct parallel" in text


CLAIM = """\
id: about-{n}
claim: Invented proposition number {n} about cold hand baths.
kind: effect
population: people
intervention: cold-hand-bath
outcome: made-up-{n}
direction: increase
status: draft
"""


def test_long_lists_are_paged_and_long_choices_are_written(tmp_path: Path) -> None:
    root = changed(tmp_path, **{f"claims__about_{n}": CLAIM.format(n=n) for n in range(210)})
    terms = root / "data" / "terms" / "outcomes.yaml"
    more = "".join(
        f"  - id: made-up-{n}\n    label: made-up outcome {n}\n    better: higher\n"
        for n in range(210)
    )
    terms.write_text(terms.read_text("utf-8").rstrip("\n") + "\n" + more, "utf-8")
    with serving(built(tmp_path / "kb.db", root)) as server:
        first = server.get("/queries/outcomes-studied-most")
        last = server.get("/queries/outcomes-studied-most?page=99")
        written = server.get("/queries/claims-with-only-indirect-evidence?outcome=made-up-7")
        wrong = server.get("/queries/claims-with-only-indirect-evidence?outcome=made-up-7000")
    assert "215 rows, 1 to 50" in first.text
    assert "/queries/outcomes-studied-most?page=2" in first.page.links
    assert "215 rows, 201 to 215" in last.text
    assert (
        '<input id="p-outcome" name="outcome" value="made-up-7" placeholder="id, as' in written.body
    )
    assert wrong.status == 400
    assert "/queries/claims-with-only-indirect-evidence?outcome=made-up-70" in wrong.page.links


@pytest.mark.untraced
@pytest.mark.parametrize(
    "root", [CORPUS.parent / "topics/coffee-and-sleep", None], ids=["other", "none"]
)
def test_any_topic_can_be_asked_and_one_with_next_to_nothing(
    tmp_path: Path, root: Path | None
) -> None:
    if root is None:
        root = tmp_path / "new"
        assert run("init", root).exit_code == 0
    with serving(built(tmp_path / "kb.db", root)) as server:
        paths = [f"/queries/{name}{form}" for name in NAMES for form in ("", ".csv", ".json")]
        more = ["/queries", "/sql", "/check?text=It+helps.", "/search?q=helps", "/data", "/about"]
        for path in (*paths, *more):
            assert server.get(path).status == 200, path


def test_file_of_a_query_is_read_with_lines_that_go_on() -> None:
    query = parsed(
        "x",
        "-- title: A title\n-- about: One line\n--   and more.\n-- choose a: Of what = b, c\n"
        "-- number n: How many = 3\n-- bar: n\nselect :a, :n as n -- as it is\n",
    )
    assert (query.title, query.about, query.bar) == ("A title", "One line and more.", "n")
    choose, number = query.parameters
    assert (choose.name, choose.label, choose.listed, choose.default) == (
        "a",
        "Of what",
        ["b", "c"],
        "",
    )
    assert (number.name, number.listed, number.default) == ("n", None, "3")
    assert query.sql == "select :a, :n as n -- as it is"
