"""Lists within rows become records of their own; what stands in a rejected row goes with it."""

from __future__ import annotations

import json
from pathlib import Path

from kb.database.check import faults
from tests.importing.small import one, rows

MAKE = """\
      - term: {kind: population, label: "{who}", definition: People, synonyms: "{also}"}
      - source: {key: "{paper}", title: T, shared: true}
      - study:
          shared: true
          id: "{paper}"
          title: "{paper}{title}"
          design: other
          source: "{paper}"
      - claim:
          id: "{id}"
          claim: "{claim}"
          kind: effect
          population: "{who}"
          direction: increase
      - label: {claim: "{id}", name: verdict, value: "{label}"}
      - finding:
          id: "{id} {#}"
          study: "{paper}"
          source: "{paper}"
          outcome: "{evidence[].on}"
          estimate_type: mean
          value: {value: "{evidence[].value}", decimal: comma}
          n: "{evidence[].n}"
      - evidence_line:
          id: "{#}"
          claim: "{id}"
          study: "{paper}"
          direction: {value: "{evidence[].label}", words: stance}
          strength: weak
    left_out: {extra: not needed}
    key: [paper]
    refuse: {id: {D: the set withdrew it}}
"""
MORE = "vocabularies:\n  stance: {S: supports, R: disputes}\n"


def line(name: str, *evidence: dict[str, object], **more: object) -> str:
    """Give a row."""
    told: dict[str, object] = {
        "id": name,
        "claim": f"Claim {name}",
        "who": f"People {name}",
        "paper": "P",
    }
    return json.dumps({**told, "evidence": evidence, **more}) + "\n"


def element(label: object, value: object = "1,5", n: object = 3) -> dict[str, object]:
    """Give an element of the list of evidence."""
    return {"label": label, "value": value, "n": n, "on": "Sleep"}


ROWS = (
    line("A", element("S"), element("R"), label="SUPPORTED", also=["folk", "persons"])
    + line("B", element("S"), element("?"), element("S", n="many"), title="Other", odd=1)
    + line("A", element("S"))
    + line("C", extra=2)
    + line("D", element("S"))
    + line("E", claim="\ud800")
)


def test_elements_are_stored_and_rejected_one_by_one(tmp_path: Path) -> None:
    assert one(tmp_path, ROWS, MAKE, MORE, "one.jsonl").exit_code == 0
    path = tmp_path / "one.db"
    sql = "select n_in, n_stored, n_rejected from import_count order by rowid"
    assert rows(path, sql) == [(6, 3, 3), (7, 3, 4)]
    assert rows(path, "select id from evidence_line order by id") == [
        ("one-a.1",),
        ("one-a.2",),
        ("one-b.1",),
    ]
    sql = "select code, line, message from import_reject order by line, id"
    found = rows(path, sql)
    assert [(code, line) for code, line, _ in found] == [
        ("unknown-word", 2),
        ("not-a-number", 2),
        ("repeated-id", 3),
        ("row-rejected", 3),
        ("refused-by-mapping", 5),
        ("row-rejected", 5),
        ("no-json", 6),
    ]
    assert found[4][2] == "the set withdrew it"


def test_values_of_elements_and_rows_are_found_side_by_side(tmp_path: Path) -> None:
    one(tmp_path, ROWS, MAKE, MORE, "one.jsonl")
    path = tmp_path / "one.db"
    sql = "select id, value, n, outcome from finding order by id"
    assert rows(path, sql)[0] == ("one-p.a-1", 1.5, 3, "one-outcome-sleep")
    assert rows(path, "select claim, value from imported_label") == [("one-a", "SUPPORTED")]
    sql = "select keywords from claim where id = 'one-a'"
    assert rows(path, sql) == [("People A; folk; persons",)]
    sql = (
        "select claim_id from claim_overview where claim_id in (select id from claim where rowid in"
    )
    words = " (select rowid from claim_fts where claim_fts match 'folk'))"
    assert rows(path, sql + words) == [("one-a",)]


def test_what_is_odd_in_rows_is_told(tmp_path: Path) -> None:
    one(tmp_path, ROWS, MAKE, MORE, "one.jsonl")
    sql = "select kind, what, times from import_notice order by kind, what"
    told = {kind: (what, times) for kind, what, times in rows(tmp_path / "one.db", sql)}
    assert told["unused-key"] == ("`odd` is neither used nor left out", 1)
    assert told["repeated-id"][1] == 4
    assert (
        told["told-differently"][0]
        == "`one-p` of study is told in several ways; the first was kept"
    )


def test_lists_may_all_be_empty(tmp_path: Path) -> None:
    assert one(tmp_path, line("A") + line("B"), MAKE, MORE, "one.jsonl").exit_code == 0
    sql = "select n_in, n_stored, n_rejected from import_count order by rowid"
    assert rows(tmp_path / "one.db", sql) == [(2, 2, 0), (0, 0, 0)]


def test_values_of_any_kind_are_stored_or_rejected(tmp_path: Path) -> None:
    odd: list[object] = [None, "", " ", 0, -1.5, True, [], ["a"], {}, {"a": 1}, "x" * 5000]
    odd += [10**20, 1e308, [[1]], "\x00", "{id}", "%s", "S", "é\u2028"]
    told: list[str] = []
    for name in ("id", "claim", "who", "paper", "label", "also", "title"):
        told += [line(f"{name} {number}", **{name: value}) for number, value in enumerate(odd)]
    for name in ("label", "value", "n", "on"):
        told += [
            line(f"of {name} {number}", {**element("S"), name: value})
            for number, value in enumerate(odd)
        ]
    assert one(tmp_path, "".join(told), MAKE, MORE, "one.jsonl").exit_code == 0
    sql = (
        "select n_in, n_stored + n_rejected, n_stored, n_rejected from import_count order by rowid"
    )
    ((n_rows, accounted, *of_rows), (n_elements, counted, *of_elements)) = rows(
        tmp_path / "one.db", sql
    )
    assert n_rows == accounted == len(told)
    assert n_elements == counted
    assert all((*of_rows, *of_elements))
    assert faults(tmp_path / "one.db") == []
