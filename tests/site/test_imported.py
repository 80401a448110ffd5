"""What was imported says so on every page, and is never taken for judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.importing import small
from tests.site.served import Server, serving

PLACES = (
    "id,text,start,end,claim,anchor\n"
    "1,Tea helped many. Others slept.,0,16,C1,Tea helped\n"
    "2,Tea helped many. Others slept.,17,30,C1,\n"
)
ARTICLES = """\
  - file: articles.csv
    make:
      - document:
          {shared: true, id: A, source: P3, title: An article, text: "{text}", about: A post}
      - statement:
          id: "{id}"
          document: A
          char_start: "{start}"
          char_end: "{end}"
          kind: effect
          claim: "{claim}"
          anchor: "{anchor}"
"""
PAGES = (
    "/sources/tea-P1",
    "/studies/tea-p1",
    "/terms/tea-outcome-sleep",
    "/documents/tea-a",
    "/statements/tea-a.1",
)


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a small imported set, with a label and an address of its licence."""
    folder = tmp_path_factory.mktemp("tea")
    small.write(folder)
    mapping = small.MAPPING.replace(
        "licence: CC0-1.0", "licence: CC0-1.0\nlicence_url: https://example.org/cc0"
    )
    label = '      - label: {claim: "{id}", name: on, value: "{on}"}\n  - file: labels'
    (folder / "tea.yaml").write_text(mapping.replace("  - file: labels", label) + ARTICLES, "utf-8")
    (folder / "articles.csv").write_text(PLACES, "utf-8")
    assert small.imported(folder, str(folder / "articles.csv")).exit_code == 0
    with serving(folder / "tea.db") as server:
        yield server


def test_home_names_the_set_with_its_counts(tea: Server) -> None:
    answer = tea.get("/")
    assert "licence CC0-1.0; not curated here." in answer.text
    assert "16 rows in = 14 stored + 2 rejected" in answer.text
    assert "https://example.org/tea" in answer.page.links
    rejected = next(link for link in answer.page.links if "import_reject" in link)
    assert "claim refers to source" in tea.get(rejected).text


def test_a_claim_says_that_it_was_imported_and_not_judged(tea: Server) -> None:
    answer = tea.get("/claims/tea-c1")
    assert "Imported from Trials of tea, not curated here. Licence CC0-1.0" in answer.text
    assert "Not yet assessed not judged here" in answer.text
    assert "not appraised here" in answer.text
    assert "by itself" not in answer.text
    assert "helped sleep" in answer.text
    assert "“on” there" in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_other_records_say_it_too(tea: Server, page: str) -> None:
    assert "Imported from Trials of tea, not curated here." in tea.get(page).text


@pytest.mark.parametrize("view", ["", "?view=table"])
def test_lists_mark_what_was_imported(tea: Server, view: str) -> None:
    answer = tea.get(f"/claims{view}")
    assert answer.body.count('class="badge import"') == 3


def test_a_statement_without_a_gist_is_told_by_its_words_or_its_place(tea: Server) -> None:
    for page in ("/documents/tea-a", "/claims/tea-c1"):
        answer = tea.get(page)
        assert "Tea helped" in answer.text
        assert "not told in words: characters 17 to 30" in answer.text
        assert "None" not in answer.text
    assert "Not told in words" in tea.get("/statements/tea-a.2").text
    assert "No headings" in tea.get("/documents/tea-a").text
    assert 'class="badge import"' in tea.get("/documents").body
    assert "tea-a.1" in tea.get("/search?q=helped").body


def test_nothing_is_said_of_imports_where_there_are_none(full_site: Server) -> None:
    assert "not curated here" not in full_site.get("/").text
