"""Statements of foreign sets: held against the texts of their documents, which are not kept."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from kb.database.check import faults
from tests.command import kb, run
from tests.importing.small import one, rows

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "importing" / "statements.yaml"
TEXT = "Most ferns like shade. Some growers say\nthat mist helps, but nobody counted the leaves."
FILES = {
    "articles.csv": f'id,title,text\nA,Ferns,"{TEXT}"\nB,Moss,Moss is green.\n',
    "claims.csv": "id,claim\nC1,Ferns grow better in shade\nC2,Mist makes ferns grow\n",
    "places.csv": (
        "id,article,start,end,words,sense,claim,stance\n"
        "mist,A,23,55,Some growers say that mist helps,Some praise mist,C2,agrees in part\n"
        "shade,A,0,22,Most ferns like shade.,,C1,agrees\n"
        "shade,A,0,22,Most ferns like shade.,,C2,disagrees\n"
        "within,A,5,21,ferns like shade,,C1,agrees\n"
        "same,A,5,21,,,,\n"
        "late,B,0,900,Moss,,C1,agrees\n"  # behind the end
        "before,B,4,4,,,C1,agrees\n"
        "moved,B,1,5,Moss,,C1,agrees\n"  # it stands at 0
        "lost,B,0,4,Fern,,C1,agrees\n"
        "nowhere,Z,0,4,Moss,,C1,agrees\n"
        "no-claim,B,0,4,Moss,,C9,agrees\n"
    ),
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a set that was imported by the example, only to be read."""
    folder = tmp_path_factory.mktemp("articles")
    shutil.copy(EXAMPLE, folder)
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8", newline="")
    assert run("import", *_words(folder)).exit_code == 0
    return folder


def _words(folder: Path) -> list[Path | str]:
    files = [folder / name for name in FILES]
    return [*files, "--mapping", folder / EXAMPLE.name, "--into", folder / "articles.db"]


def test_statements_stand_in_reading_order_with_the_claims_that_they_make(articles: Path) -> None:
    sql = (
        "select statement_id, position, char_start, char_end, gist, claim_ids, import_id"
        " from statement_overview order by document_id, position"
    )
    assert rows(articles / "articles.db", sql) == [
        ("articles-a.shade", 1, 0, 22, None, '["articles-c1","articles-c2"]', "articles"),
        ("articles-a.same", 2, 5, 21, None, "[]", "articles"),
        ("articles-a.within", 3, 5, 21, None, '["articles-c1"]', "articles"),
        ("articles-a.mist", 4, 23, 55, "Some praise mist", '["articles-c2"]', "articles"),
    ]


def test_a_place_inside_another_is_not_counted_again(articles: Path) -> None:
    sql = "select statement, claim, relation, nested from statement_claim order by 1, 2"
    assert rows(articles / "articles.db", sql) == [
        ("articles-a.mist", "articles-c2", "partly_expresses", 0),
        ("articles-a.shade", "articles-c1", "expresses", 0),
        ("articles-a.shade", "articles-c2", "denies", 0),
        ("articles-a.within", "articles-c1", "expresses", 1),
    ]
    sql = "select n_statements, n_denials from claim_overview order by claim_id"
    assert rows(articles / "articles.db", sql) == [(1, 0), (1, 1)]


def test_a_statement_that_does_not_stand_there_is_rejected_with_the_reason(articles: Path) -> None:
    sql = "select line, code, message from import_reject order by id"
    assert rows(articles / "articles.db", sql) == [
        (
            7,
            "span-outside-document",
            "the span ends at 900, but the document has 14 characters",
        ),
        (
            8,
            "span-outside-document",
            "the span 4 to 4 ends before it begins, or begins before the text",
        ),
        (
            9,
            "quote-not-in-span",
            "the words of `quote` do not stand at 1 to 5, but at 0 to 4",
        ),
        (10, "quote-not-in-span", "the words of `quote` do not stand at 0 to 4"),
        (
            11,
            "dangling-reference",
            "statement refers to document `articles-z`, which is not there",
        ),
        (
            12,
            "dangling-reference",
            "statement_claim refers to claim `articles-c9`, which is not there",
        ),
    ]


def test_the_receipt_counts_documents_and_statements(articles: Path) -> None:
    told = (articles / "articles.receipt.md").read_text("utf-8")
    assert "15 rows in = 9 stored + 6 rejected." in told
    assert "| places.csv | 11 | 5 | 6 | 4 statement, 4 statement_claim |" in told
    assert "### identical-spans: 1 " in told
    assert "statements `articles-a.same`, `articles-a.within`: effect" in told


def test_of_a_text_only_length_and_digest_are_kept(articles: Path) -> None:
    sql = "select file_name, sha256, characters, text from document where id = 'articles-a'"
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert rows(articles / "articles.db", sql) == [("articles-a.txt", digest, len(TEXT), None)]
    assert (articles / "articles.db").read_bytes().find(b"nobody counted") < 0
    assert faults(articles / "articles.db") == []


@pytest.mark.slow
def test_the_example_works_as_a_program_and_again_changes_nothing(
    articles: Path, tmp_path: Path
) -> None:
    words = [*_words(articles)[:-1], tmp_path / "again.db"]
    first = kb("import", *words)
    assert (first.returncode, first.stderr) == (0, "")
    before = hashlib.sha256((tmp_path / "again.db").read_bytes()).hexdigest()
    assert "holds this very import already" in kb("import", *words).stdout
    assert hashlib.sha256((tmp_path / "again.db").read_bytes()).hexdigest() == before
    assert "Some praise mist" in kb("show", "articles-c2", "--db", tmp_path / "again.db").stdout


def test_another_import_takes_the_place_of_all_statements(articles: Path, tmp_path: Path) -> None:
    for name in (*FILES, EXAMPLE.name, "articles.db"):
        shutil.copy(articles / name, tmp_path)
    (tmp_path / "places.csv").write_text(
        FILES["places.csv"].partition("shade,A")[0], "utf-8", newline=""
    )
    assert run("import", *_words(tmp_path)).exit_code == 0
    found = rows(tmp_path / "articles.db", "select id, position from statement")
    assert found == [("articles-a.mist", 1)]
    assert faults(tmp_path / "articles.db") == []


MAKE = """\
      - source: {key: "{id}", title: T}
      - claim: {id: "{id}", claim: "{id} is so", kind: effect}
      - document:
          id: "{id}"
          source: "{id}"
          title: T
          about: A post
          text: "{text}"
          published: "{day}"
          file_name: "{id}.md"
      - statement:
          id: "1"
          document: "{id}"
          char_start: "0"
          char_end: "{end}"
          kind: "{kind}"
          claim: "{id}"
          anchor: "{words}"
          gist: "{gist}"
          attribution: vague
          attribution_words: "{by}"
"""
HEAD = "id,text,day,end,kind,words,gist,by\n"
LONG = "Some say a cup of tea before bed makes you sleep"


WRONG = {
    f"{LONG},2024-01-28,48,effect,cup of coffee,,": "anchor-not-in-span",
    f"{LONG},2024-01-28,48,effect,{LONG},,": "anchor-too-long",
    f"{LONG},2024-01-28,48,effect,,,others say": "anchor-not-in-span",
    f"{LONG},2024-01-28,48,effect,,{LONG},": "copied-words",
    f"{LONG},2024-01-28,48,noise,,,": "incomplete-statement",
    f"{LONG},soon,48,effect,,,": "not-a-date",
    ",2024-01-28,48,effect,,,": "missing-value",
}


def test_what_a_curator_may_not_write_is_not_imported(tmp_path: Path) -> None:
    good = f"good,{LONG},28.1.2024,21,effect,cup of  tea,Tea helps,Some say\n"
    bad = "".join(f"bad {number},{row}\n" for number, row in enumerate(WRONG))
    assert one(tmp_path, HEAD + good + bad, MAKE).exit_code == 0
    found = rows(tmp_path / "one.db", "select code, content from import_reject order by id")
    assert [code for code, _ in found] == list(WRONG.values())
    texts = [json.loads(str(content))["text"] for _, content in found]
    assert set(texts) == {"Some say a cup of tea before bed …", ""}
    stored = "select statement.id, anchor, published, file_name from statement, document"
    assert rows(tmp_path / "one.db", stored) == [
        ("one-good.1", "cup of  tea", "2024-01-28", "good.md")
    ]


def test_a_broken_row_shows_no_more_of_a_text_than_may_be_copied(tmp_path: Path) -> None:
    assert one(tmp_path, f"{HEAD}bad,{LONG}\n", MAKE).exit_code == 0
    found = rows(tmp_path / "one.db", "select code, content from import_reject")
    assert found == [("cell-count", "bad,Some say a cup of tea before bed …")]


def test_exports_tell_statements_without_a_gist(articles: Path, tmp_path: Path) -> None:
    words = ("--db", articles / "articles.db", "-o")
    chosen = ("--document", "articles-a")
    assert run("export", "summary", *chosen, *words, tmp_path / "told.md").exit_code == 0
    told = (tmp_path / "told.md").read_text("utf-8")
    assert "Some praise mist" in told
    assert "not told in words" in told
    assert "None" not in told
    assert run("export", "annotations", *words, tmp_path / "told.jsonld").exit_code == 0
    places = json.loads((tmp_path / "told.jsonld").read_text("utf-8"))["items"]
    assert len(places) == 4
