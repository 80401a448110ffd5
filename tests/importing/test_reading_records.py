"""JSON Lines, JSON and Parquet into rows, and the elements of their lists beside them."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from pyarrow import parquet

from kb.importing.reading import Part, ReadingOptions
from kb.importing.reading.shape import Shape, ShapeError
from kb.problems import Problem
from tests.importing.taken import Taken, refused, taken, taken_or_refused

CLAIMS: list[dict[str, Any]] = [
    {"id": "a", "trial": {"year": 2001, "n": 20}, "tags": ["x", "y"], "by": "Doe"},
    {"id": "b", "evidence": [{"text": "one", "p": 0.5}, {"text": "two"}], "tags": []},
    {"id": "c", "trial": None, "evidence": None, "odd": {"k": 1}},
]
WANTED = ("id", "trial.year", "evidence[].text", "evidence[].p", "tags[]", "odd")


def lines(*records: object) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def read(path: Path, content: bytes, wanted: tuple[str, ...] = ("id",), **options: object) -> Taken:
    path.write_bytes(content)
    return taken(path, ReadingOptions(**options), wanted)  # type: ignore[arg-type]


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    return tmp_path / "t.jsonl"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return tmp_path / "t.json"


# -- the shape of records --------------------------------------------------------------------


@pytest.mark.parametrize("form", ["jsonl", "json", "parquet"])
def test_values_and_elements_are_taken_by_their_paths(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"t.{form}"
    if form == "parquet":
        keys = ("id", "trial", "tags", "by", "evidence", "odd")
        full = [{key: claim.get(key) for key in keys} for claim in CLAIMS]
        parquet.write_table(pa.Table.from_pylist(full), path)
        content = path.read_bytes()
    else:
        content = lines(*CLAIMS) if form == "jsonl" else json.dumps(CLAIMS).encode()
    found = read(path, content, WANTED)
    (batch,) = [batch for batch in found.batches if batch.rows]
    assert found.reading.columns == ("id", "trial.year", "odd")
    assert batch.rows[:2] == [("a", 2001, None), ("b", None, None)]
    assert list(batch.lines) == [1, 2, 3]
    assert found.reading.parts == {"evidence": ("text", "p"), "tags": ("",)}
    assert batch.parts["evidence"].owners == [1, 1]
    assert batch.parts["evidence"].rows == [("one", 0.5), ("two", None)]
    assert batch.parts["tags"].rows == [("x",), ("y",)]


def test_keys_that_nobody_wanted_are_counted(jsonl: Path) -> None:
    found = read(jsonl, lines(*CLAIMS), ("id", "trial.year", "evidence[].text"))
    assert found.reading.strays == {
        "tags": 2,
        "by": 1,
        "odd": 1,
        "trial.n": 1,
        "evidence[].p": 1,
    }


def test_a_record_may_be_taken_whole(jsonl: Path) -> None:
    found = read(jsonl, lines(*CLAIMS), ("",))
    assert found.rows == [(claim,) for claim in CLAIMS]
    assert found.reading.strays == {}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (3, "it is a number, not an object"),
        (None, "it is null, not an object"),
        ({"trial": "no"}, "`trial` is a text, not an object"),
        ({"evidence": {}}, "`evidence` is an object, not a list"),
        ({"evidence": ["no"]}, "`evidence[]` is a text, not an object"),
        ({"evidence": [{"of": [1]}]}, "`evidence[].of` is a list, not an object"),
    ],
)
def test_a_record_of_another_shape_is_rejected_whole(
    tmp_path: Path, record: object, message: str
) -> None:
    wanted = ("trial.year", "evidence[].text", "evidence[].of.n")
    (tmp_path / "t.jsonl").write_text(f"{json.dumps(record)}\n{{}}\n")
    (tmp_path / "t.json").write_text(json.dumps([record, {}]))
    for name in ("t.jsonl", "t.json"):
        found = taken(tmp_path / name, None, wanted)
        assert found.rows == [(None,)]
        assert found.refusals == [(1, "wrong-shape")]
        assert found.rejected[0].message == message
        assert found.rejected[0].content == json.dumps(record)


VALUES = st.none() | st.booleans() | st.text(max_size=2)
ELEMENTS = st.lists(st.dictionaries(st.sampled_from("kl"), VALUES) | VALUES, max_size=2)
RECORDS = st.dictionaries(st.sampled_from("abes"), VALUES | ELEMENTS) | VALUES
PATHS = (["a"], ["a", "b"], ["b", "a", "s[]"], ["a", "e[].k", "e[].l"], ["e[].k", "a", "b", "s[]"])


@given(st.lists(RECORDS, max_size=4), st.sampled_from(PATHS))
@example([{"a": 1, "b": 2, "e": [{"k": 3}, {}], "s": [4]}, {"e": [{"k": 5}]}], PATHS[4])
@example([{"e": "no list"}], PATHS[3])
@example([{"e": ["no object"]}], PATHS[3])
@example(["no object"], PATHS[3])
@example([{"a": 1, "z": 2}], PATHS[0])
def test_records_read_at_once_are_what_they_are_one_by_one(
    records: list[object], wanted: list[str]
) -> None:
    shape, slowly = Shape(wanted), Shape(wanted)
    one_by_one = slowly.batch([])
    rejected = 0
    for record in records:
        try:
            slowly.add(record, one_by_one)
        except ShapeError:
            rejected += 1
    found = shape.filled("t.json", records, 1)
    assert found.rows == one_by_one.rows
    assert found.parts == one_by_one.parts
    assert len(found.rejected) == rejected
    assert shape.strays == slowly.strays


def test_plain_records_are_read_at_once() -> None:
    records = [{"a": 1, "b": 2, "e": [{"k": 3}, {}], "s": [4]}, {"e": None}]
    batch = Shape(["a", "b", "e[].k", "s[]"]).at_once(records, 7)
    assert batch is not None
    assert list(batch.lines) == [7, 8]
    assert batch.rows == [(1, 2), (None, None)]
    assert batch.parts == {"e": Part([0, 0], [(3,), (None,)]), "s": Part([0], [(4,)])}


def test_lists_within_lists_are_no_path(jsonl: Path) -> None:
    jsonl.write_bytes(b"{}\n")
    problem = refused(jsonl, wanted=["evidence[].tags[].name"])
    assert (problem.code, problem.message) == snapshot(
        ("wrong-option", "`evidence[].tags[].name` leads into lists within lists")
    )


# -- JSON Lines ------------------------------------------------------------------------------


def test_lines_that_are_no_json_are_rejected(jsonl: Path) -> None:
    content = b'{"id": 1}\n{"id": 2,}\n\n{"id": NaN}\n{"id": "\xff"}\n{"id": "\\ud800"}\n{"id": "'
    found = read(jsonl, content + b'\\u0000"}\n{"id": 7}\r\n{"id": 8')
    assert found.rows == [(1,), (7,)]
    assert found.lines == [1, 8]
    assert [(each.line, each.code, each.message) for each in found.rejected] == snapshot(
        [
            (2, "no-json", "this is no JSON: trailing comma in column 10"),
            (4, "no-json", "this is no JSON: expected value in column 8"),
            (
                5,
                "no-text",
                (
                    "byte 0xFF is not utf-8; if the file is in another encoding, say which:"
                    " `encoding: …`"
                ),
            ),
            (6, "no-json", "this is no JSON: unexpected end of hex escape in column 15"),
            (7, "no-text", "`\\u0000` stands for no character of a text; take it out"),
            (9, "cut-short", "this is no JSON: EOF while parsing an object in column 8"),
        ]
    )
    assert found.told == [(3, "empty-line", 1)]


def test_a_line_too_long_is_no_record(jsonl: Path) -> None:
    found = read(jsonl, lines({"id": "x" * 300}, {"id": 2}), longest=100)
    assert found.rows == [(2,)]
    assert found.refusals == [(1, "row-too-long")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=150))
def test_any_bytes_are_lines_taken_or_rejected(jsonl: Path, content: bytes) -> None:
    jsonl.write_bytes(content)
    found = taken_or_refused(jsonl, None, ["id", "evidence[].text"])
    if isinstance(found, Problem):
        assert found.code in {"wrong-encoding", "damaged-input"}
        return
    told = sum(times for _, code, times in found.told if code == "empty-line")
    bare = content.removeprefix(b"\xef\xbb\xbf")
    n_lines = bare.count(b"\n") + (not bare.endswith(b"\n") and bool(bare))
    assert found.reading.given + told == n_lines


# -- JSON ------------------------------------------------------------------------------------


def test_a_list_within_an_object_is_found_by_its_path(listed: Path) -> None:
    content = json.dumps({"about": {"n": [1]}, "data": {"claims": CLAIMS}}).encode()
    found = read(listed, content, records="data.claims")
    assert found.rows == [("a",), ("b",), ("c",)]


def test_a_list_is_read_in_pieces(listed: Path) -> None:
    records = [{"id": number, "text": "ü" * 150} for number in range(2000)]
    found = read(listed, json.dumps(records, indent=1).encode())
    assert found.rows == [(number,) for number in range(2000)]
    assert found.lines == list(range(1, 2001))
    assert len(found.batches) > 2


def test_a_list_may_be_in_another_encoding(listed: Path) -> None:
    content = json.dumps([{"id": "é"}], ensure_ascii=False)
    assert read(listed, content.encode("latin-1"), encoding="latin-1").rows == [("é",)]
    assert read(listed, content.encode("utf-16"), encoding="utf-16").rows == [("é",)]


def test_characters_by_number_are_kept(listed: Path) -> None:
    content = rb'[{"id": "\ud83d\ude00\u00e9 \\ud800"}]'
    assert read(listed, content).rows == [("😀é \\ud800",)]


@pytest.mark.parametrize(
    ("content", "options", "code", "words"),
    [
        (b'[{"id": 1}, {"id"', {}, "damaged-input", "ends in the middle, behind record 1"),
        (b"", {}, "damaged-input", "ends in the middle"),
        (b'[{"id": 1}] and', {}, "no-json", "behind record 1: parse error: trailing garbage"),
        (b'[{"id": "\xff"}]', {}, "no-json", "invalid bytes in UTF8 string"),
        (b'[{"id": 123456789012345678901}]', {}, "no-json", "integer overflow"),
        (rb'[{"id": "\ud800"}]', {}, "no-json", r"`\ud800` stands for no character"),
        (rb'[{"id": "a\u0000"}]', {}, "no-json", r"`\u0000` stands for no character"),
        (b'{"n": 1, "data": [{"id": 1}]}', {}, "no-records", "one object"),
        (b'{"data": [{"id": 1}]}', {"records": "dat"}, "no-records", "no list `dat`"),
        (b'[{"id": "' + b"x" * 300_000 + b'"}]', {"longest": 1000}, "row-too-long", "record 1"),
    ],
)
def test_a_list_that_cannot_be_read_is_told(
    listed: Path, content: bytes, options: dict[str, Any], code: str, words: str
) -> None:
    listed.write_bytes(content)
    problem = refused(listed, ReadingOptions(**options), ["id"])
    assert problem.code == code
    assert words in problem.message


def test_the_list_that_may_be_meant_is_offered(listed: Path) -> None:
    listed.write_bytes(b'{"n": {"of": 1}, "data": {"claims": [{"tags": [1]}]}}')
    assert refused(listed).hint == "say where the records are, as `records: data.claims`"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text('[]{},:"\\ud80a1 ', max_size=60).map(str.encode))
def test_any_bytes_are_a_list_or_refused(listed: Path, content: bytes) -> None:
    listed.write_bytes(content)
    found = taken_or_refused(listed, None, ["id"])
    assert found.hint if isinstance(found, Problem) else found.reading.n_bytes == len(content)


# -- Parquet ---------------------------------------------------------------------------------


def test_dates_and_decimals_of_parquet_are_text(tmp_path: Path) -> None:
    row = {"on": dt.date(2020, 2, 29), "p": Decimal("0.050"), "b": b"x", "n": 3}
    parquet.write_table(pa.Table.from_pylist([row]), tmp_path / "t.parquet")
    found = taken(tmp_path / "t.parquet", None, ["on", "p", "b", "n"])
    assert found.rows == [("2020-02-29", "0.050", "x", 3)]


def halved(content: bytes) -> bytes:
    return content[: len(content) // 2]


def misnamed(content: bytes) -> bytes:
    return content.replace(b"identity", b"\xa7dentity")


@pytest.mark.parametrize("change", [halved, misnamed])
def test_damaged_parquet_is_told(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.Table.from_pylist([{"identity": "a"}]), path)
    path.write_bytes(change(path.read_bytes()))
    problem = refused(path)
    assert problem.code == "damaged-input"
    assert "behind row 0, this is no Parquet" in problem.message


def test_parquet_needs_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.parquet").touch()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert refused(tmp_path / "t.parquet").hint == "install kb[tables], or pyarrow by itself"
