"""The schema's descriptions: they fit the data, and leave nothing out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from kb import describe
from kb.cli.schema import generated
from kb.corpus import load
from kb.database.reader import connect
from kb.schema import study_vocabulary, vocabulary
from kb.schema.files import FILE_KINDS
from kb.schema.tables import MODELS
from kb.schema.unit import UNITS

ROOT = Path(__file__).resolve().parent.parent
CORPORA = {"real": ROOT, "tiny": ROOT / "tests/corpus", "full": ROOT / "tests/corpus_full"}
SCHEMAS = describe.json_schemas()


def _objects(schema: object) -> Iterator[dict[str, Any]]:
    """Give every description of a mapping inside a JSON Schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        for part in schema.values():
            yield from _objects(part)


def _referred(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Give what a part of a JSON Schema refers to, or the part itself."""
    found: dict[str, Any] = schema
    if "$ref" in schema:
        found = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return found


def _used(root: Path, kind: str) -> Iterator[tuple[str, Any]]:
    """Give the keys that a knowledge base's files use anywhere, with where."""
    corpus, problems = load(root)
    assert problems == []
    records: dict[str, Any] = {
        "kb": {"kb": corpus.kb},
        "document": corpus.documents,
        "claim": corpus.claims,
        "study": corpus.studies,
        "guidance": corpus.guidance,
        "terms": corpus.term_files,
    }
    for record in records[kind].values():
        yield record.text.file, record.text.data


def _unknown_keys(data: object, schema: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    """Say which keys and words of a file its JSON Schema does not allow."""
    schema = _referred(schema, root)
    branches = [part for part in schema.get("anyOf", []) if part != {"type": "null"}]
    if "oneOf" in schema and isinstance(data, dict):
        branches = [{"$ref": schema["discriminator"]["mapping"][data["kind"]]}]
    for branch in branches:
        yield from _unknown_keys(data, branch, root)
    if isinstance(data, dict) and "properties" in schema:
        yield from (key for key in data if key not in schema["properties"])
        yield from (key for key in schema.get("required", []) if key not in data)
        for key, value in data.items():
            yield from _unknown_keys(value, schema["properties"].get(key, {}), root)
    if isinstance(data, list):
        for item in data:
            yield from _unknown_keys(item, schema.get("items", {}), root)
    if isinstance(data, str) and data not in schema.get("enum", [data]):
        yield data


@pytest.mark.untraced
@pytest.mark.parametrize("kind", FILE_KINDS)
@pytest.mark.parametrize("corpus", CORPORA)
def test_every_file_fits_the_json_schema_of_its_kind(corpus: str, kind: str) -> None:
    schema = SCHEMAS[kind]
    misfits = {
        file: found
        for file, data in _used(CORPORA[corpus], kind)
        if (found := list(_unknown_keys(data, schema, schema)))
    }
    assert misfits == {}


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_json_schema_is_closed_and_describes_every_field(kind: str) -> None:
    schema = SCHEMAS[kind]
    for described in _objects(schema):
        assert described["additionalProperties"] is False
        for name, field in described["properties"].items():
            # pydantic leaves out what only repeats the description of a vocabulary
            about = field if "description" in field else _referred(field, schema)
            assert about["description"].endswith("."), f"{described['title']}.{name}"


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_json_schema_refers_to_nothing_outside_itself(kind: str) -> None:
    schema = SCHEMAS[kind]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = json.dumps(schema)
    references = {part.split('"')[0] for part in text.split('"$ref": "')[1:]}
    assert {reference.removeprefix("#/$defs/") for reference in references} <= {
        *schema.get("$defs", {})
    }


def test_a_json_schema_tells_an_editor_words_bounds_and_forms() -> None:
    claim = SCHEMAS["claim"]
    assert "decrease" in claim["$defs"]["ClaimDirection"]["enum"]
    assert claim["required"] == ["claim", "kind", "id"]
    assert claim["properties"]["id"]["pattern"].startswith("^[a-z0-9]")
    share = SCHEMAS["study"]["properties"]["female_share"]["anyOf"][0]
    assert (share["minimum"], share["maximum"]) == (0, 1)
    assert set(SCHEMAS["guidance"]["discriminator"]["mapping"]) == {
        kind.value for kind in vocabulary.GuidanceKind
    }


def test_metadata_describe_every_table_view_and_column(full: Path) -> None:
    tables = describe.metadata("kb")["databases"]["kb"]["tables"]
    sql = "select name from pragma_table_list where type = 'view' or strict order by name"
    with closing(connect(full)) as connection:
        names = [name for (name,) in connection.execute(sql)]
        assert sorted(tables) == names
        for name in names:
            assert list(tables[name]["columns"]) == _columns(connection, name)
            assert tables[name]["description"].endswith(".")
            assert all(text.strip() for text in tables[name]["columns"].values()), name


def _columns(connection: sqlite3.Connection, name: str) -> list[str]:
    return [row["name"] for row in connection.execute(f"pragma table_info({name})")]


def test_units_stand_in_the_description_of_their_columns() -> None:
    tables = describe.table_metadata()
    assert tables["dose"]["columns"]["speed_mps_low"] == "Speed, lower end, in m/s."
    assert tables["study"]["columns"]["age_mean"] == "Mean age, in a."
    assert tables["document"]["columns"]["characters"] == "Length of the text, in code points."


def test_the_dictionary_names_every_table_column_word_and_unit() -> None:
    text = describe.data_dictionary()
    for name, about in describe.table_metadata().items():
        assert f"\n### {name}\n" in text
        assert all(f"| `{column}` |" in text for column in about["columns"])
    for words in (*vars(vocabulary).values(), *vars(study_vocabulary).values()):
        if isinstance(words, type) and issubclass(words, StrEnum) and words is not StrEnum:
            assert f"### {words.__name__} words\n" in text
            assert ", ".join(f"`{word.value}`" for word in words) in text
    for kind in UNITS:
        assert f"| `{kind.value}` |" in text


def test_links_inside_the_dictionary_lead_somewhere() -> None:
    text = describe.data_dictionary()
    lines = text.splitlines()
    targets = [line[4:].lower().replace(" ", "-") for line in lines if line.startswith("### ")]
    links = {part.split(")")[0] for part in text.split("](#")[1:]}
    assert {targets.count(link) for link in links} == {1}


def test_no_cell_of_the_dictionary_breaks_its_table() -> None:
    rows = [line for line in describe.data_dictionary().splitlines() if line.startswith("|")]
    assert all(line.replace("\\|", "").count("|") in {3, 5} for line in rows)


def test_every_table_class_says_what_a_row_is() -> None:
    about = describe.table_metadata()
    assert all(len(about[name]["description"]) > len("A thing.") for name in MODELS)


@pytest.mark.parametrize("name", generated())
def test_what_is_generated_from_the_schema_is_current(name: str) -> None:
    path = ROOT / "docs" / name
    written = path.read_text("utf-8") if path.exists() else ""
    assert written == generated()[name], "run `kb schema --write` and commit docs/"
