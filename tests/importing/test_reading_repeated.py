"""A key that stands twice in one object is told: the last one counts, and nobody would know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.importing.reading import ReadingOptions
from kb.importing.reading.repeated import PLENTY
from tests.importing.small import one, rows
from tests.importing.taken import Taken, taken

WANTED = ("id", "claim", "evidence[].text")


def read(path: Path, text: str, wanted: tuple[str, ...] = WANTED, longest: int = 9_000) -> Taken:
    """Read JSON Lines."""
    path.write_text(text, "utf-8")
    return taken(path, ReadingOptions(longest=longest), wanted)


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    return tmp_path / "t.jsonl"


PLAIN = '{"id": "a", "claim": "x", "evidence": [{"text": "one"}]}\n'


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('{"id": "b", "claim": "x", "evidence": null, "id": "c"}', "id"),
        ('{"id": "b", "claim": "x", "evidence": [{"text": 1, "text": 2}]}', "text"),
        ('{"id": "b", "claim": "x", "odd": {"k": 1, "k": 1e999999, "l": []}}', "k"),
        ('{"id": "b", "claim": "\\":", "id" : "c", "id": "c"}', "id"),
    ],
)
def test_a_repeated_key_is_told_with_its_line(jsonl: Path, line: str, key: str) -> None:
    found = read(jsonl, f"{PLAIN}{line}\n{PLAIN}")
    assert found.told == [(2, "repeated-key", 1)]
    assert f"the key `{key}` stands more than once" in found.reading.notices[0].message
    assert len(found.rows) == 3


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "b", "claim": "she said \\"no\\": \\":", "evidence": []}',
        '{"id" : "b", "claim" :\t"x", "evidence": [{"text": "id"}]}',
        '{"id": "b", "claim": {"id": 1}, "evidence": [{"text": {"text": [{"text": 1}]}}]}',
        '{"id": "b"}',
    ],
)
def test_nothing_is_told_where_no_key_is_repeated(jsonl: Path, line: str) -> None:
    assert read(jsonl, f"{PLAIN}{line}\n").told == []


def test_many_lines_are_counted_as_few_are(jsonl: Path) -> None:
    plain = '{"id": "a", "claim": "colons: 1:2"}\n'
    text = plain * 2 * PLENTY + plain.replace('"claim"', '"id"') * 2
    found = read(jsonl, text, ("id", "claim"), longest=len(plain))
    assert found.told == [(2 * PLENTY + 1, "repeated-key", 2)]


Pairs = list[tuple[str, Any]]


def _objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Pairs]]:
    """Objects as pairs, within a tuple to be told from lists."""
    pair = st.tuples(st.sampled_from(["id", "claim", "b", '"']), values)
    return st.tuples(st.lists(pair, max_size=4))


_values = st.recursive(
    st.one_of(st.none(), st.integers(), st.text('":a\\', max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), _objects(inner)),
    max_leaves=6,
)


def _written(value: Any) -> str:  # noqa: ANN401 - of JSON
    if isinstance(value, tuple):
        inside = ", ".join(f"{json.dumps(key)}: {_written(each)}" for key, each in value[0])
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value)


def _is_repeated(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, tuple):
        keys = [key for key, _ in value[0]]
        return len(keys) > len(set(keys)) or any(_is_repeated(each) for _, each in value[0])
    return isinstance(value, list) and any(map(_is_repeated, value))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(_objects(_values), min_size=1, max_size=4))
def test_whatever_is_repeated_is_told_and_nothing_else(
    jsonl: Path, records: list[tuple[Pairs]]
) -> None:
    told = read(jsonl, "".join(f"{_written(record)}\n" for record in records), ("id", "claim")).told
    repeated = [number for number, record in enumerate(records, 1) if _is_repeated(record)]
    assert bool(told) == bool(repeated)
    assert [line for line, _, _ in told[:1]] == repeated[:1]


def test_the_receipt_tells_of_it(tmp_path: Path) -> None:
    make = '      - claim: {id: "{id}", claim: "{claim}", kind: effect}\n'
    text = '{"id": "a", "claim": "x", "claim": "y"}\n'
    assert one(tmp_path, text, make, name="one.jsonl").exit_code == 0
    assert rows(tmp_path / "one.db", "select claim from claim") == [("y",)]
    receipt = (tmp_path / "one.receipt.md").read_text("utf-8")
    assert "- one.jsonl:1 the key `claim` stands more than once in one object" in receipt
