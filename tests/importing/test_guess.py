"""A first mapping guessed from files: what it sees, and that an import takes it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.importing import mapping
from kb.importing.guess import guess
from kb.importing.guessing import column, looking
from kb.importing.reading import InputError
from tests.command import run

SOURCES = """\
article_id,doi,pmid,title,journal,year
A1,10.1000/a1,101,On sleep,Nights,2001
A2,10.1000/a2,102,On rest,Nights,2003
A3,,103,On naps,Days,1999
"""
CLAIMS = """\
claim_id,article_id,intervention,comparator,outcome
C1,A1,tea,water,sleep quality
C2,A2,milk,water,sleep quality
"""
EVIDENCE = """\
id,claim_id,article_id,label,confidence,quote,start,end
1,C1,A1,Supports,high,slept rather better,10,29
2,C1,A1,supports,low,slept no worse then,40,59
3,C2,A2,Refutes,high,slept much worse so,7,26
4,C2,A2,Unheard of,high,were not asked at all,70,91
"""
EVIDENT = ["source", "study", "claim", "evidence_line"]
IDS = "claim id,claim\n" + "".join(f"C{number},Tea does help {number}\n" for number in range(99))
PASSAGES = "article_id,seq,start,end,text\nA1,0,0,30,They all slept rather better.\n"


def text_of(folder: Path, **files: str | bytes) -> str:
    """Write files and guess a mapping of them."""
    paths = []
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(path)
    return guess(paths)


def faults(folder: Path, text: str) -> list[str]:
    """What is wrong with a mapping, but that it says nothing of some rows yet."""
    (folder / "guessed.yaml").write_text(text, "utf-8")
    told = [problem.message for problem in mapping.read(folder / "guessed.yaml")[1]]
    return [message for message in told if not message.startswith("nothing is made of the rows")]


def test_tables_that_refer_to_one_another(tmp_path: Path) -> None:
    text = text_of(
        tmp_path, evidence_csv=EVIDENCE, passages_csv=PASSAGES, claims_csv=CLAIMS, s_csv=SOURCES
    )
    assert text == snapshot("""\
# A first mapping, guessed from the files: go through it, above all where there is a `?`.
id: s
title: s # ? what the set is called
origin: unknown # ? where it is from, as an address
licence: NOASSERTION # ? its licence, as CC-BY-4.0

vocabularies:
  direction:
    "Refutes": disputes # 1
    "Supports": supports # 1
    "supports": supports # 1 ? a spelling of `Supports`
    "Unheard of": no_information # 1 ?

files:
  # 3 rows
  - file: s.csv
    key: [article_id]
    # article_id: text, all different: A1 | A2 | A3
    # doi: DOIs, 33 % empty, 2 different: 10.1000/a1 | 10.1000/a2
    # pmid: whole numbers, all different: 101 | 102 | 103
    # title: text, all different: On sleep | On rest | On naps
    # journal: text, 2 different: Nights | Days
    # year: years, all different: 2001 | 2003 | 1999
    make:
      - source:
          key: "{article_id}"
          title: "{title}"
          container: "{journal}"
          year: "{year}"
          doi: "{doi}"
          pmid: "{pmid}"
      - study:
          id: "{article_id}"
          title: "{title}"
          design: other
          source: "{article_id}"
  # 2 rows
  - file: claims.csv
    key: [claim_id]
    # claim_id: text, all different: C1 | C2
    # article_id: text, all different: A1 | A2; refers to s.csv
    # intervention: text, all different: tea | milk
    # comparator: text, 1 different: water (2)
    # outcome: text, 1 different: sleep quality (2)
    make:
      - claim:
          id: "{claim_id}"
          claim: "{intervention} against {comparator}: {outcome}"
          kind: comparison
          intervention: "{intervention}"
          comparator: "{comparator}"
          outcome: "{outcome}"
          source: "{article_id}"
  # 4 rows
  - file: evidence.csv
    key: [id]
    # id: whole numbers, all different: 1 | 2 | 3
    # claim_id: text, 2 different: C1 (2) | C2 (2); refers to claims.csv
    # article_id: text, 2 different: A1 (2) | A2 (2); refers to s.csv
    # label: text, all different: Supports | supports | Refutes
    # confidence: text, 2 different: high (3) | low (1)
    # quote: text, all different: slept rather better | slept no worse then | slept much worse so
    # start: whole numbers, all different: 10 | 40 | 7
    # end: whole numbers, all different: 29 | 59 | 26
    make:
      - evidence_line:
          id: "{id}"
          claim: "{claim_id}"
          study: "{article_id}"
          direction: {value: "{label}", words: direction}
          strength: weak
      - quote:
          claim: "{claim_id}"
          evidence_line: "{id}"
          source: "{article_id}"
          text: "{quote}"
          char_start: "{start}"
          char_end: "{end}"
    left_out: # ? use these, or say why not
      confidence: not decided
  # 1 row
  - file: passages.csv
    # article_id: text, 1 different: A1; refers to s.csv
    # seq: whole numbers, 1 different: 0
    # start: whole numbers, 1 different: 0
    # end: whole numbers, 1 different: 30
    # text: text, 1 different: They all slept rather better.
    make:
      - passage:
          source: "{article_id}"
          position: "{seq}"
          text: "{text}"
          char_start: "{start}"
          char_end: "{end}"
""")
    assert faults(tmp_path, text) == []


def test_lists_in_records(tmp_path: Path) -> None:
    records = [
        {
            "claim": f"Tea {number} helps to sleep",
            "topic": {"name": "tea"},
            "evidence": [
                {"label": "SUPPORTS", "doc": f"d{number}", "sentence": "They slept well.", "by": []}
            ],
            "years": [2001, 2002],
        }
        for number in range(4)
    ]
    text = text_of(tmp_path, t_json=json.dumps({"meta": [1], "data": records}))
    assert text == snapshot("""\
# A first mapping, guessed from the files: go through it, above all where there is a `?`.
id: t
title: t # ? what the set is called
origin: unknown # ? where it is from, as an address
licence: NOASSERTION # ? its licence, as CC-BY-4.0

vocabularies:
  direction:
    "SUPPORTS": supports # 4

files:
  # 4 rows
  - file: t.json
    records: data
    # claim: text, all different: Tea 0 helps to sleep | Tea 1 helps to sleep | Tea 2 helps to sleep
    # topic.name: text, 1 different: tea (4)
    # evidence[].label: text, 1 different: SUPPORTS (4)
    # evidence[].doc: text, all different: d0 | d1 | d2
    # evidence[].sentence: text, 1 different: They slept well. (4)
    # evidence[].by: text, 1 different: [] (4)
    # years[]: years, 2 different: 2001 | 2002
    make:
      - claim:
          id: "{claim}"
          claim: "{claim}"
          kind: descriptive
      - source:
          shared: true
          key: "{evidence[].doc}"
          title: "{evidence[].doc}"
      - study:
          shared: true
          id: "{evidence[].doc}"
          title: "{evidence[].doc}"
          design: other
          source: "{evidence[].doc}"
      - evidence_line:
          id: "{#}"
          claim: "{claim}"
          study: "{evidence[].doc}"
          direction: {value: "{evidence[].label}", words: direction}
          strength: weak
      - quote:
          claim: "{claim}"
          evidence_line: "{#}"
          source: "{evidence[].doc}"
          text: "{evidence[].sentence}"
    left_out: # ? use these, or say why not
      topic.name: not decided
      "evidence[].by": not decided
      "years[]": not decided
""")
    assert faults(tmp_path, text) == []


def test_how_a_table_is_written_is_found_out(tmp_path: Path) -> None:
    table = 'Nr;Datum;Tag;Wert;Ort\n1;31.12.2020;1/2/20;3,5;"Köln\n2;1.2.2021;3/30/20;4,25;NA\n'
    text = text_of(tmp_path, t_txt=f'{table}3;5.6.2021;1/1/20;-7;5" Bö\n'.encode("cp1252"))
    assert text == snapshot("""\
# A first mapping, guessed from the files: go through it, above all where there is a `?`.
id: t
title: t # ? what the set is called
origin: unknown # ? where it is from, as an address
licence: NOASSERTION # ? its licence, as CC-BY-4.0
empty: ["", "NA"] # ? what stands where nothing is said

files:
  # 3 rows
  - file: t.txt
    format: csv
    encoding: cp1252
    delimiter: semicolon
    quoting: none
    key: [Nr]
    # Nr: whole numbers, all different: 1 | 2 | 3
    # Datum: dates, day first, all different: 31.12.2020 | 1.2.2021 | 5.6.2021
    # Tag: dates, month first, all different: 1/2/20 | 3/30/20 | 1/1/20
    # Wert: numbers with a decimal comma, all different: 3,5 | 4,25 | -7
    # Ort: text, all different: "Köln | NA | 5" Bö
    make: [] # ? nothing was recognised: say what a row is
    left_out: # ? use these, or say why not
      Nr: not decided
      Datum: not decided
      Tag: not decided
      Wert: not decided
      Ort: not decided
""")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,ä\n".encode("utf-16"), "encoding: utf-16"),
        ("a,b\n1,ä\n".encode("utf-16-le"), "encoding: utf-16-le"),
        ("a,b\n1,ä\n".encode("utf-16-be"), "encoding: utf-16-be"),
        (b"a|b\n1|2\n", "delimiter: pipe"),
        (b"a,b\n" + b"1,2\n" * 999 + b"1,\xe4\n", "# 999 rows; 1 rejected: no-text"),
        (b"a,b\n1,\x81\n", "# 0 rows; 1 rejected: no-text"),
        (b"a,b\n1/2/2020,2020-02-29T10:00\n", "# a: dates, day or month first, 1 different"),
        (b'{"a": 1}\n{"a": 2}\n', "format: jsonl"),
        (b"a\n", "# a: nothing: "),
        (b",b\n1,2\n", "# line 1: column 1 has no name; it is called `column_1`"),
        (b'a,"b\n1,2\n', "quoting: none"),
        (b'{"a": {"b": 1}, "c": [{"d": [1]}, {"d": null}]}\n', "# c[].d: text, 50 % empty, 1 diff"),
        ("a,größe\n1,2\n".encode("cp1252"), "encoding: cp1252"),
        (b"a,b\n" + b"1,plain text of a row\n" * 20_000 + b'2,"open\n', "quoting: none"),
    ],
)
def test_what_is_unusual_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    text = text_of(tmp_path, t_txt=content)
    assert said in text
    assert faults(tmp_path, text) == []


def test_a_table_without_names_of_columns_is_seen(tmp_path: Path) -> None:
    row = '{n}.json\ttrue\tSomebody said "number {n}" of all that is said\tTexas\t{n}\n'
    text = text_of(tmp_path, t_tsv="".join(row.format(n=number) for number in range(9)))
    assert "    header: false\n" in text
    assert '          claim: "{column_3}"' in text
    assert "# 9 rows\n" in text
    assert faults(tmp_path, text) == []


def test_keys_that_are_data_are_no_columns(tmp_path: Path) -> None:
    records = [
        {"id": n, "claim": "Tea does help people to sleep", "found": {f"k{n}": [{"at": n}]}, "n": 1}
        for n in range(60)
    ]
    text = text_of(tmp_path, t_jsonl="".join(f"{json.dumps(record)}\n" for record in records))
    assert "    # found: objects whose keys are data\n" in text
    assert "      found: not decided\n" in text
    assert faults(tmp_path, text) == []


def test_what_says_nothing_is_offered_as_empty(tmp_path: Path) -> None:
    assert 'empty: ["", "NA"]' in text_of(tmp_path, t_csv="a,b\nNA,1\nx,NA\n")


@pytest.mark.parametrize("form", ["zip", "gztar"])
def test_all_tables_of_an_archive_are_looked_at(tmp_path: Path, form: str) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "claims.csv").write_text(CLAIMS)
    (tmp_path / "set" / "readme.txt").write_text("no table")
    text = guess([Path(shutil.make_archive(str(tmp_path / "all"), form, tmp_path, "set"))])
    assert "file: claims.csv\n" in text
    assert "readme" not in text


@pytest.mark.parametrize("name", ["none.csv", "t.json", "t.zip"])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.json").write_text("{")
    (tmp_path / "t.zip").write_bytes(b"PK\3\4 and no more")
    with pytest.raises(InputError):
        guess([tmp_path / name])


def made(text: str) -> list[str]:
    """What a mapping makes, in its order."""
    return re.findall(r"^      - (\w+):$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("columns", "row", "things"),
    [
        ("claim,label", "Tea helps people to sleep,supports", ["claim", "label"]),
        ("claim,label,paper", "Tea helps people to sleep,supports,P{n}", EVIDENT),
        ("claim,label,doi", "Tea helps people to sleep,refuted,10.1000/{n}", EVIDENT),
        ("title,doi", "On sleep,10.1000/{n}", ["source"]),
        ("title,year", "On sleep,2001", ["source"]),
        ("paper,text,start,end", "P{n},They slept rather well,1,9", ["source", "passage"]),
        ("text,start,end", "They slept rather well,1,9", []),
        ("label,paper", "supports,P{n}", []),
        ("drug,outcome", "tea,sleep", ["claim"]),
    ],
)
def test_what_rows_become(tmp_path: Path, columns: str, row: str, things: list[str]) -> None:
    rows = [row.format(n=number) for number in range(8)]
    rows[0] = rows[0].replace("supports", "refuted")
    text = text_of(tmp_path, t_csv="\n".join([columns, *rows, ""]))
    assert made(text) == things
    assert faults(tmp_path, text) == []


def test_what_evidence_refers_to_is_a_source_whatever_it_is_called(tmp_path: Path) -> None:
    shops = "shop_id,since,name\nS1,2001,Corner Bakery\nS2,2010,Mill Bread\n"
    claims = "".join(
        f"F{number},S{number},Proofing makes bread softer,{word},it was soft to the touch\n"
        for number, word in ((1, "supported"), (2, "refuted"))
    )
    head = "id,shop_id,claim,verdict,excerpt\n"
    text = text_of(tmp_path, shops_csv=shops, findings_csv=head + claims)
    assert made(text) == ["source", "study", "claim", "evidence_line", "quote"]
    assert '          title: "{name}"\n' in text
    assert faults(tmp_path, text) == []


def test_a_claim_without_an_id_is_known_in_its_lists_by_its_words(tmp_path: Path) -> None:
    records = [
        {"drug": "tea", "outcome": "sleep", "found": [{"label": "refuted", "paper": f"p{number}"}]}
        for number in range(3)
    ]
    text = text_of(tmp_path, t_json=json.dumps(records))
    assert '          claim: "{drug}: {outcome}"\n          study: "{found[].paper}"' in text


def test_many_words_and_empty_ones_are_told(tmp_path: Path) -> None:
    words = ["supports"] * 30 + ["", "+", "-", *(f"grade {number}" for number in range(50))]
    rows = "".join(f"C{number},{word},P1\n" for number, word in enumerate(words))
    text = text_of(tmp_path, t_csv=f"claim id,label,paper\n{rows}", c_csv=IDS)
    assert '"*": no_information # ? 13 other words' in text
    assert "# ? 1 say nothing there: they will be rejected" in text
    assert '"grade 1": no_information # 1 ?\n' in text
    assert faults(tmp_path, text) == []


def test_of_many_values_only_the_number_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(column, "MANY", 5_000)
    rows = "".join(f"value number {number}\n" for number in range(9_000))
    text = text_of(tmp_path, t_csv=f"a\n{rows}")
    assert "# a: text, " in text
    assert "all different: value number 0 | value number 1 | value number 2" in text


def test_of_very_many_records_the_first_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "RECORDS", 10)
    text = text_of(tmp_path, t_jsonl='{"a": 1}\n3\n' * 20_000)
    assert "# a: whole numbers" in text


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=2, max_size=6))
def test_a_guess_is_a_mapping_whatever_stands_in_the_cells(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["x", "y"], *rows])
    text = text_of(tmp_path, t_csv=out.getvalue())
    assert faults(tmp_path, text) == []


def test_the_command_prints_a_mapping_that_can_be_imported(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("s.csv", "claims.csv", "evidence.csv", "passages.csv")]
    for path, content in zip(paths, (SOURCES, CLAIMS, EVIDENCE, PASSAGES), strict=True):
        path.write_text(content)
    guessed = run("import", "--guess", *paths)
    assert guessed.exit_code == 0
    (tmp_path / "set.yaml").write_text(guessed.stdout, "utf-8")
    words = ("--mapping", tmp_path / "set.yaml", "--into", tmp_path / "set.db")
    done = run("import", *paths, *words)
    assert done.exit_code == 0, done.output
    assert "10 stored, 0 rejected" in done.stdout


def test_a_mapping_is_guessed_of_a_pipe() -> None:
    done = run("import", "--guess", "-", stdin=CLAIMS)
    assert "claim_id: text, all different" in done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--guess", "--strict"), "--guess imports nothing: leave out the other options"),
        ((), "say what the columns become: --mapping MAP.yaml; --guess writes a first one"),
    ],
)
def test_a_guess_is_asked_for_alone(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    (tmp_path / "t.csv").write_text("a\n1\n")
    done = run("import", tmp_path / "t.csv", *words)
    assert done.exit_code == 2
    assert message in done.stderr


def test_what_cannot_be_guessed_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("")
    done = run("import", "--guess", tmp_path / "t.csv")
    assert done.exit_code == 1
    assert "error[empty-input] the file is empty" in done.stderr
