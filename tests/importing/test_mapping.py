"""A mapping is checked like any text of kb: every problem at once, with its place and the fix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kb.cli.schema import json_schemas
from kb.importing import mapping
from kb.importing.target import TARGETS
from kb.reading.yaml_text import read_yaml
from tests.command import run
from tests.importing import small

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "importing"


def problems(folder: Path, text: str) -> list[tuple[int, str, str, str]]:
    """Give line, code, message and hint of each problem."""
    path = folder / "map.yaml"
    path.write_text(text, "utf-8")
    found = mapping.read(path)[1]
    return [(one.place.line, one.code, one.message, one.hint) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("- claim:", "- clam:", "there is no thing to make `clam`", "did you mean `claim`?"),
        ('outcome: "{on}"', "outcom: x", "no field of `claim` `outcom`", "did you mean `outcome`"),
        ("design: other", "design: othr", "no word of `design` `othr`", "did you mean `other`?"),
        ("better: supports", "better: support", "no word of `direction` `support`", "supports"),
        ("words: direction", "words: directions", "no vocabulary `directions`", "direction"),
        ('split: ";"', 'split: ";", spilt: x', "no key of a value `spilt`", "did you mean `split`"),
        ("take: outcome", "take: outcom", "no field of `claim` `outcom`", "did you mean"),
        ("of: claim,", "off: claim,", "this takes nothing of nothing", "write `{take: FIELD"),
        ('{value: "{who}", split: ";"}', '{split: ";"}', "`authors` has no `value`", "in quotes"),
        ('year: "{year}"', "year: [1]", "`year` is no text", "write text in which {column}"),
        ('year: "{year}"', "year: {value: x, date: dmy}", "order of dates `dmy`", "known here"),
        ('year: "{year}"', "year: {value: x, decimal: dot}", "decimal sign `dot`", "comma"),
        ("          kind: comparison\n", "", "`claim` needs `kind`", "add `kind:`"),
        ("licence: CC0-1.0\n", "", "`licence` is missing", "add `licence:`"),
        ("title: Trials of tea", "titles: Tea", "unknown key `titles`", "did you mean `title`?"),
        ('value: "{who}"', "value: ", "`authors` has no `value`", "in quotes"),
        ("file: claims.csv", "file: papers.csv", "`papers.csv` stands here a second time", "one"),
        (
            "file: claims.csv",
            "file: claims.csv\n    key: ['a[].b']",
            "`a[].b` is of the elem",
            "out",
        ),
        ('"{quote}"', '"{a[].x} {b[].y}"', "elements of two lists: a, b", "of each list"),
        ("id: tea", "id: [", "", ""),
    ],
)
def test_every_mistake_has_its_place_and_fix(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    assert small.MAPPING.count(old) >= 1
    found = problems(tmp_path, small.MAPPING.replace(old, new, 1))
    assert found
    assert any(message in one[2] and hint in one[3] for one in found)
    assert all(one[0] for one in found)


def test_rows_become_something(tmp_path: Path) -> None:
    text = small.MAPPING.partition("files:")[0] + "files:\n  - file: a.csv\n    make: []\n"
    ((line, code, message, hint),) = problems(tmp_path, text)
    assert (line, code) == (9, "missing-key")
    assert message == "nothing is made of the rows of `a.csv`"
    assert "leave the file out" in hint


def test_an_item_makes_one_thing(tmp_path: Path) -> None:
    text = small.MAPPING.replace("  - claim:", "  - passage: {}\n        claim:")
    assert "an item makes one thing" in {one[2] for one in problems(tmp_path, text)}


def test_a_mapping_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes("title: Thé".encode("latin-1"))
    assert [one.code for one in mapping.read(path)[1]] == ["not-utf-8"]


def test_problems_are_printed_and_nothing_is_imported(tmp_path: Path) -> None:
    small.write(tmp_path)
    text = small.MAPPING.replace("- claim:", "- clam:")
    (tmp_path / "tea.yaml").write_text(text, "utf-8")
    told = small.imported(tmp_path)
    assert told.exit_code == 1
    assert "error[unknown-word] there is no thing to make `clam`" in told.output
    assert "Nothing was imported" in told.output
    assert not (tmp_path / "tea.db").exists()


def test_help_names_the_formats() -> None:
    assert "JSON Lines" in run("import", "--help").output


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """Give the JSON Schema of mappings, as it is written for editors."""
    schema = json_schemas()["mapping"]
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def fits(validator: Draft202012Validator, text: str) -> bool:
    """Whether a mapping is one for an editor."""
    found, problems = read_yaml(text, "map.yaml")
    assert found, problems
    return bool(validator.is_valid(found.data))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_editors_accept_the_mappings_that_come_with_kb(
    validator: Draft202012Validator, path: Path
) -> None:
    assert fits(validator, path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- claim:", "- clam:"),
        ('outcome: "{on}"', "outcom: x"),
        ("design: other", "design: othr"),
        ('split: ";"', 'split: ";", spilt: x'),
        ("take: outcome", "take: outcom"),
        ('year: "{year}"', "year: [1]"),
        ('year: "{year}"', "year: {value: x, date: dmy}"),
        ("          kind: comparison\n", ""),
        ("licence: CC0-1.0\n", ""),
        ("  - claim:", "  - passage: {}\n        claim:"),
    ],
)
def test_editors_refuse_what_kb_refuses(
    validator: Draft202012Validator, tmp_path: Path, old: str, new: str
) -> None:
    assert fits(validator, small.MAPPING)
    wrong = small.MAPPING.replace(old, new, 1)
    assert not fits(validator, wrong)
    assert problems(tmp_path, wrong)


def test_editors_are_told_of_every_field(validator: Draft202012Validator) -> None:
    schema: Any = validator.schema
    for name in TARGETS:
        target = schema["$defs"][name]
        for field, told in target["properties"].items():
            assert told["description"].endswith("."), f"{name}.{field}"
