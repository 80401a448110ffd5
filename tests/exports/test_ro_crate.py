"""The RO-Crate: what RO-Crate 1.3 demands, file by file and entity by entity."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from kb.corpus import load
from kb.database.build import build
from kb.exports.error import ExportError, UnavailableError
from tests.exports.exported import BASE, export
from tests.exports.judging import judged

METADATA = "ro-crate-metadata.json"
Entity = dict[str, Any]


@cache
def data(path: Path, published: str = "") -> bytes:
    """Give an archive, made once."""
    return export(path, "ro-crate", published=published, base=BASE)


def crate(path: Path, published: str = "") -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data(path, published)))


def graph(made: zipfile.ZipFile) -> dict[str, Entity]:
    """Give the entities by id; no two have one."""
    told = json.loads(made.read(METADATA))
    assert told["@context"] == "https://w3id.org/ro/crate/1.3/context"
    found = {entity["@id"]: entity for entity in told["@graph"]}
    assert len(found) == len(told["@graph"])
    return found


def targets(entity: Entity) -> list[str]:
    """Give the ids that an entity names."""
    values = [each if isinstance(each, list) else [each] for each in entity.values()]
    return [one["@id"] for some in values for one in some if isinstance(one, dict)]


def test_the_descriptor_is_about_the_root_and_says_its_version(each: Path) -> None:
    descriptor = graph(crate(each))[METADATA]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.3"}


def test_the_root_has_name_description_day_and_licence(each: Path) -> None:
    entities = graph(crate(each))
    root = entities["./"]
    assert root["@type"] == "Dataset"
    assert root["name"]
    assert root["description"]
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", root["datePublished"])
    licence = entities[root["license"]["@id"]]
    assert licence["name"]
    assert licence["description"]


def test_the_graph_is_flat_and_no_reference_leads_nowhere(each: Path) -> None:
    entities = graph(crate(each))
    for entity in entities.values():
        assert entity["@type"]
        assert entity["@id"]
        assert set(targets(entity)) - {"https://w3id.org/ro/crate/1.3"} <= set(entities)
        nested = [value for value in entity.values() if isinstance(value, dict)]
        assert all(set(value) == {"@id"} for value in nested)


def test_each_file_is_there_as_it_is_told(each: Path) -> None:
    made = crate(each)
    entities = graph(made)
    parts = [entities[part["@id"]] for part in entities["./"]["hasPart"]]
    assert {part["@id"] for part in parts} == set(made.namelist()) - {METADATA}
    for part in parts:
        assert part["@type"] == "File"
        assert not re.match(r"/|\.\./|\./|[a-z]+:", part["@id"])
        assert part["encodingFormat"]
        assert part["contentSize"] == str(made.getinfo(part["@id"]).file_size)


def test_every_source_is_cited_and_the_making_is_told(real: Path) -> None:
    made = crate(real)
    entities = graph(made)
    cited = [entities[each["@id"]] for each in entities["./"]["citation"]]
    assert len(cited) == len(json.loads(made.read(name(made, "csl-json.json"))))
    action = entities[entities["./"]["mentions"]["@id"]]
    assert action["@type"] == "CreateAction"
    assert entities[action["instrument"]["@id"]]["version"]
    assert action["result"] == entities["./"]["hasPart"]


@pytest.mark.slow
def test_rocrate_validator_finds_no_publisher_and_nothing_else(real: Path, tmp_path: Path) -> None:
    """Of 173 checks, musts and shoulds; who publishes is for whoever does to say."""
    path = tmp_path / "crate.zip"
    path.write_bytes(data(real))
    assert judged("crate", path) == snapshot(
        [
            [
                "RECOMMENDED",
                "The Root Data Entity SHOULD have a `publisher` property (Organization or Person)",
            ]
        ]
    )


def test_a_source_without_a_place_on_the_web_is_cited_by_its_record(each: Path) -> None:
    entities = graph(crate(each))
    cited = [one["@id"] for one in entities["./"]["citation"]]
    assert cited
    assert all(re.match("https?://", one) for one in cited)


def name(made: zipfile.ZipFile, ending: str) -> str:
    (found,) = (each for each in made.namelist() if each.endswith(ending))
    return found


def test_its_parts_are_the_bytes_of_their_formats(tiny: Path) -> None:
    made = crate(tiny)
    for form in ("fhir", "bibtex", "csl-json"):
        ending = {"bibtex": "bibtex.bib"}.get(form, f"{form}.json")
        assert made.read(name(made, ending)) == export(tiny, form)
    assert made.read(name(made, ".ttl")) == export(tiny, "turtle", base=BASE)


def test_the_database_in_it_opens(tiny: Path, tmp_path: Path) -> None:
    made = crate(tiny)
    file = made.extract(name(made, ".db"), tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_two_crates_are_the_same_bytes(tiny: Path) -> None:
    assert export(tiny, "ro-crate", base=BASE) == data(tiny)


def test_its_day_is_the_newest_of_the_records_or_as_asked(tiny: Path) -> None:
    newest = graph(crate(tiny))["./"]["datePublished"]
    assert newest == "2026-01-03"
    asked = graph(crate(tiny, published="2031-05-06"))["./"]["datePublished"]
    assert asked == "2031-05-06"


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026", "2026-01-32"])
def test_what_is_no_day_is_refused(tiny: Path, day: str) -> None:
    with pytest.raises(ExportError, match=f"--published is no day: “{day}”"):
        crate(tiny, published=day)


def test_without_any_day_it_asks_for_one(corpus: Path) -> None:
    for claim in (corpus / "data" / "claims").glob("*.yaml"):
        lines = claim.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.strip().startswith(("date:", "- date:"))]
        claim.write_text("".join(kept), "utf-8")
    path = build(load(corpus)[0], corpus / "build" / "kb.db").path
    with pytest.raises(UnavailableError, match="needs a day of publication") as error:
        crate(path)
    assert "--published" in error.value.hint
    assert graph(crate(path, published="2026-01-31"))["./"]["datePublished"] == "2026-01-31"


def test_a_part_says_what_it_is_a_part_of(real: Path) -> None:
    some = export(real, "ro-crate", {"verdict": ["mixed"]}, base=BASE)
    root = graph(zipfile.ZipFile(io.BytesIO(some)))["./"]
    assert root["description"].endswith("Of it: verdict mixed.")


def test_a_publisher_is_named_where_there_is_one(corpus: Path) -> None:
    about = corpus / "data" / "kb.yaml"
    about.write_text(f"{about.read_text('utf-8')}publisher: The Bowl Bureau\n", "utf-8")
    path = build(load(corpus)[0], corpus / "build" / "kb.db").path
    entities = graph(crate(path))
    publisher = entities[entities["./"]["publisher"]["@id"]]
    assert (publisher["@type"], publisher["name"]) == ("Organization", "The Bowl Bureau")
