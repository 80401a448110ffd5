"""`kb search`, `show`, `query`: reading the built file."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.command import run
from tests.test_cli_check import on_a_terminal

# -- search ----------------------------------------------------------------------------------


def found(built: Path, *words: str) -> list[str]:
    """Give the ids of the claims that are found, best first."""
    result = run("search", "--root", built, "--format", "json", *words)
    return [row["claim_id"] for row in json.loads(result.stdout)]


def test_search_prints_claims_for_reading(built: Path) -> None:
    result = run("search", "--root", built, "numbs")
    assert result.exit_code == 0
    assert result.output == snapshot("""\
claim_id   claim                                population  outcome               direction  \
verdict  certainty
numb-skin  Water near freezing numbs the skin.  people      numbness of the skin  present    \
–        –
""")


def test_search_finds_by_synonyms_of_terms(built: Path) -> None:
    assert set(found(built, "carpalgia")) == {"wrist-pain", "wrist-pain-unchanged"}


def test_search_finds_other_inflections_and_unfinished_words(built: Path) -> None:
    assert found(built, "swell") == ["vessels-swelling"]
    assert found(built, "narrowing", "vess") == ["vessels-swelling"]


def test_search_puts_what_has_all_words_first(built: Path) -> None:
    ids = found(built, "stiffness", "morning", "pain")
    assert ids[0] == "morning-stiffness"
    assert "wrist-pain" in ids


def test_search_is_limited(built: Path) -> None:
    assert len(found(built, "cold", "--limit", "2")) == 2


@pytest.mark.parametrize("words", ['"', "AND", "NEAR(", "*", "a:b", "--", "naïve 茶"])
def test_search_takes_any_words(built: Path, words: str) -> None:
    result = run("search", "--root", built, "--", words)
    assert result.exit_code in {0, 1}
    assert "Error" not in result.stderr


def test_search_is_narrowed_by_the_filters_of_the_page_of_claims(built: Path) -> None:
    assert found(built, "pain") == ["wrist-pain-unchanged", "wrist-pain"]
    assert found(built, "pain", "--population", "office workers") == ["wrist-pain"]
    assert found(built, "pain", "--certainty", "low", "--direction", "decrease") == ["wrist-pain"]


def test_search_with_filters_alone_puts_the_most_said_first(built: Path) -> None:
    assert found(built, "--outcome", "wrist-pain") == ["wrist-pain", "wrist-pain-unchanged"]
    assert found(built, "--outcome", "wrist-pain", "--limit", "1") == ["wrist-pain"]


def test_search_for_nothing_at_all_is_misuse(built: Path) -> None:
    result = run("search", "--root", built)
    assert result.exit_code == 2
    assert "say what to look for: WORDS, a filter, or both" in result.output


def test_search_that_filters_everything_away_says_by_what(built: Path) -> None:
    result = run("search", "--root", built, "numbs", "--population", "office-workers")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "no claim is like this: words numbs; population office-workers; try with less of it\n"
    )


def test_search_names_the_value_that_is_meant(built: Path) -> None:
    result = run("search", "--root", built, "--population", "office-worker")
    assert result.exit_code == 2
    assert "did you mean `office-workers`?" in result.output


def test_search_that_finds_nothing_says_what_to_try(built: Path) -> None:
    result = run("search", "--root", built, "xyzzy", "plugh", "--format", "json")
    assert result.exit_code == 1
    assert result.stdout == "[]\n"
    assert result.stderr == (
        "no claim has the words “xyzzy plugh”; try fewer or other words, "
        "or `kb query` on claim_overview\n"
    )


def test_before_a_build_it_is_said_what_to_do(corpus: Path) -> None:
    result = run("search", "--root", corpus, "pain")
    assert result.exit_code == 1
    assert result.output == f"Error: {corpus}/build/kb.db is not there: run `kb build` first\n"


# -- show ------------------------------------------------------------------------------------


def test_show_claim(built: Path) -> None:
    head, said, relations, guidance = shown_sections(built, "wrist-pain-unchanged")
    assert head[:2] == ["A cold hand bath leaves wrist pain as it was.", "claim"]
    assert "  direction        no_difference" in head
    assert said[:2] == [
        "said",
        "  - Wrists hurt as much as before. [wrist-bath-guide.useless-for-pain]",
    ]
    assert said[2].startswith(
        "      relation expresses · heading Do wrist baths help? · kind effect"
    )
    assert "  - A cold hand bath eases the wrist pain of office workers. [wrist-pain]" in relations
    assert guidance[1:] == [
        "  - Are wrist baths of any use? [do-baths-help]",
        "      kind question",
    ]


def shown_sections(built: Path, record: str) -> list[list[str]]:
    """Give the lines of a record, section by section; the fields belong to the head."""
    head, *sections = re.split(
        r"\n\n(?=\S)", run("show", "--root", built, record).output.rstrip("\n")
    )
    return [part.splitlines() for part in (head, *sections)]


def test_show_statement(built: Path) -> None:
    assert run("show", "--root", built, "cold-hands-post.older-study").output == snapshot("""\
An unnamed study is said to have seen less than half the grip fatigue after a bath.
statement

  statement id       cold-hands-post.older-study
  document id        cold-hands-post
  file name          cold-hands-post.txt
  heading            Why it works
  char start         246
  char end           360
  kind               study_report
  anchor             One older study found
  attribution        vague
  hedging            asserted
  claim ids          grip-fatigue-vs-rest
  position           6
  attribution words  One older study

numbers
  - role arm_value · arm rest · operator eq · value 21 · unit % · scale percent_of_reference ·
    reference usual grip fatigue · canonical value 21 · canonical unit %
  - role arm_value · arm bath · operator eq · value 9 · unit % · scale percent_of_reference ·
    reference usual grip fatigue · canonical value 9 · canonical unit %
  - role contrast · operator eq · value -12 · unit % · scale percentage_points · reference usual
    grip fatigue · canonical value -12 · canonical unit % · recipe 9 - 21
  - role contrast · operator approx · value 0.43 · unit 1 · scale ratio · reference rest · canonical
    value 0.43 · canonical unit 1 · recipe 9 / 21

claims
  - Office workers' grips tire less after a cold hand bath than after rest. [grip-fatigue-vs-rest]
""")


@pytest.mark.parametrize(
    ("record", "kind", "words"),
    [
        ("cold-hands-post", "document", ["Cold Hands, Happy Typist", "Why it works"]),
        ("hand-bath", "guidance", ["Soak the hands", "Fill the basin", "progression"]),
        ("numbness", "guidance", ["cold burn", "controls", "[not-alone]", "covered"]),
        ("begin-short", "guidance", ["relations", "contradicts", "[begin-longer]"]),
        ("inventa-trial", "study", ["rct_parallel", "reports", "arms", "findings", "evidence for"]),
        ("inventa1999", "source", ["Inventa & Noman 1999", "@article{inventa1999"]),
        ("people", "term", ["narrower", "[office-workers]", "claims", "[numb-skin]"]),
        ("office-workers", "term", ["typists, clerks", "broader", "[people]"]),
    ],
)
def test_show_every_kind_of_record(built: Path, record: str, kind: str, words: list[str]) -> None:
    result = run("show", "--root", built, record)
    assert result.exit_code == 0
    assert f"\n{kind}\n" in result.output
    assert all(word in result.output for word in words)


def test_show_gives_all_records_of_an_id(built: Path) -> None:
    kinds = [item["record"] for item in json.loads(shown(built, "wrist-pain"))]
    assert kinds == ["claim", "term"]


def shown(built: Path, record: str) -> str:
    """Give a record as JSON."""
    return run("show", "--root", built, record, "--format", "json").output


def test_show_as_json_has_fields_and_sections(built: Path) -> None:
    claim, _ = json.loads(shown(built, "wrist-pain"))
    assert claim["certainty"] == "low"
    assert [item["relation"] for item in claim["said"]] == ["expresses", "denies"]


def test_show_names_the_id_that_is_meant(built: Path) -> None:
    result = run("show", "--root", built, "wrist-pian")
    assert result.exit_code == 1
    assert result.output == "Error: nothing has the id `wrist-pian`: did you mean `wrist-pain`?\n"


def test_show_of_nonsense_says_how_to_find(built: Path) -> None:
    assert "nothing has the id `§`: `kb search WORDS` finds claims" in (
        run("show", "--root", built, "§").output
    )


def test_show_leaves_no_hostile_character_alive(built: Path) -> None:
    for form in ("text", "json"):
        output = run("show", "--root", built, "wrist-bath-guide", "--format", form).output
        assert "<script>alert('title')</script>" in output
        assert "\u202e" not in output


def test_show_of_what_only_looks_like_a_list(tmp_path: Path, built: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes((built / "build" / "kb.db").read_bytes())
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("update claim set summary = '[not a list]' where id = 'numb-skin'")
        connection.commit()
    output = run("show", "--root", built, "--db", other, "numb-skin").output
    assert "  summary          [not a list]\n" in output


# -- query -----------------------------------------------------------------------------------


def query(built: Path, sql: str, *words: str) -> str:
    """Give what a query prints."""
    result = run("query", "--root", built, sql, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_query_as_table(built: Path) -> None:
    sql = """select 'a' as word, 0.1 + 0.2 as sum, null as gone, x'00ff' as bytes,
        'b' || char(10) || 'c' as lines"""
    assert query(built, sql) == snapshot("""\
word  sum  gone  bytes    lines
a     0.3  –     2 bytes  b c
""")


def test_query_as_json(built: Path) -> None:
    sql = "select 1 as n, 2 as n, 'ä' as word, x'00ff' as bytes, null as gone"
    assert json.loads(query(built, sql, "--format", "json")) == [
        {"n": 1, "n_2": 2, "word": "ä", "bytes": "00ff", "gone": None}
    ]


def test_query_as_csv(built: Path) -> None:
    text = query(built, "select 'a,b' as x, '\"' as y, x'ff' as z", "--format", "csv")
    assert list(csv.reader(io.StringIO(text))) == [["x", "y", "z"], ["a,b", '"', "ff"]]


def test_query_with_parameters(built: Path) -> None:
    sql = "select id from claim where outcome = :outcome and population = :who"
    words = ["-p", "outcome", "wrist-pain", "-p", "who", "people", "--format", "csv"]
    assert query(built, sql, *words) == "id\nwrist-pain-unchanged\n"


def test_query_from_standard_input(built: Path) -> None:
    result = run("query", "-", "--root", built, "--format", "csv", stdin="select 'ü' as a")
    assert result.stdout == "a\nü\n"


def test_query_that_is_not_utf8_is_answered(built: Path) -> None:
    result = run("query", "-", "--root", built, "--format", "csv", stdin=b"select '\xff' as a")
    assert result.stdout == "a\n\ufffd\n"


def test_query_says_when_there_were_more_rows(built: Path) -> None:
    result = run("query", "select id from claim", "--root", built, "--limit", "2")
    assert result.exit_code == 0
    assert result.stderr == "only the first 2 rows; ask for more with --limit\n"


def test_query_whose_answer_is_too_large_says_how_much_of_it_is_there(built: Path) -> None:
    sql = """with recursive n(x) as (select 1 union all select x + 1 from n limit 100)
        select zeroblob(1000000) from n"""
    result = run("query", sql, "--root", built)
    assert result.exit_code == 0
    assert result.stderr == "only the first 50 rows; more are too large for one answer\n"


def test_query_is_stopped_when_it_takes_too_long(built: Path) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    result = run("query", endless, "--root", built, "--seconds", "0.05")
    assert result.exit_code == 1
    assert result.output == "Error: the query took more than 0.05 seconds and was stopped\n"


@pytest.mark.parametrize(
    "sql",
    [
        "delete from claim",
        "update claim set claim = ''",
        "insert into claim_claim values (1)",
        "create table t (a)",
        "drop table claim",
        "attach 'x.db' as x",
        "vacuum into 'x.db'",
        "pragma journal_mode = wal",
        "pragma writable_schema = 1",
        "select load_extension('x')",
        "begin",
    ],
)
def test_query_does_nothing_but_read(
    built: Path, sql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built)
    before = (built / "build" / "kb.db").read_bytes()
    result = run("query", sql)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert (built / "build" / "kb.db").read_bytes() == before
    assert not (built / "x.db").exists()


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select 1; select 2", "one statement at a time"),
        ("selec 1", 'near "selec": syntax error'),
        ("select x", "no such column: x"),
        ("select :a", "given no value"),
        ("", "this gives no rows"),
    ],
)
def test_query_that_is_wrong_is_told_in_words(built: Path, sql: str, message: str) -> None:
    result = run("query", sql, "--root", built)
    assert result.exit_code == 1
    assert message in result.output


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_nothing_acts_upon_a_terminal(built: Path, form: str) -> None:
    sql = "select char(27) || '[2J' as \"a\u202eb\", char(155) as c, x'1b' as d, 1 as e"
    printed = on_a_terminal("query", sql, "--root", built, "--format", form)
    assert "[2J" in printed
    assert "\x1b[2J" not in printed
    assert not set(printed) & {"\x9b", "\u202e"}


def test_file_that_kb_did_not_build_is_told(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text(
        "no database, and long enough to be looked at as if it were one " * 20, "ascii"
    )
    result = run("query", "select 1", "--root", corpus, "--db", other)
    assert result.exit_code == 1
    assert result.output == (
        f"Error: {other} is no file built by kb, or damaged (file is not a database): "
        "run `kb build`\n"
    )
