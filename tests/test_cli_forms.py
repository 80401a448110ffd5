"""Every command that prints records prints them for programs: the same as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import run

SENTENCE = ["check-text", "A cold hand bath eases wrist pain by 60 %."]


def rows(root: Path, *words: str) -> list[dict[str, str]]:
    """Give what is printed as CSV."""
    text = run(words[0], *_rooted(root, words), "--format", "csv").stdout
    return list(csv.DictReader(io.StringIO(text)))


def data(root: Path, *words: str) -> list[dict[str, Any]]:
    """Give what is printed as JSON."""
    found = json.loads(run(words[0], *_rooted(root, words), "--json").stdout)
    return list(found if isinstance(found, list) else [found])


def _rooted(root: Path, words: tuple[str, ...]) -> list[str]:
    """Give all words but the name, and the root for a command that has one."""
    own = [] if words[0] in {"formats", "explain"} else ["--root", str(root)]
    return [*words[1:], *own]


def test_search_and_query_and_gaps_give_the_same_in_both_forms(built: Path) -> None:
    for words in (("search", "pain"), ("query", "select id, claim from claim"), ("gaps",)):
        given, same = rows(built, *words), data(built, *words)
        assert given == [
            {name: "" if value is None else str(value) for name, value in row.items()}
            for row in same
        ]
        assert given


def test_what_would_change_as_rows(built: Path) -> None:
    (told,) = data(built, "whatif", "--without", "inventa-trial")
    given = rows(built, "whatif", "--without", "inventa-trial")
    assert [row["claim"] for row in given] == [row["claim"] for row in told["claims"]]
    assert given[0]["loses_all_support"] in {"True", "False"}
    assert given[0]["lines_after"] == "0"


def test_a_checked_sentence_as_rows(built: Path) -> None:
    (told,) = data(built, *SENTENCE)
    (sentence,) = told["sentences"]
    given = rows(built, *SENTENCE)
    assert [row["claim_id"] for row in given] == [one["claim_id"] for one in sentence["claims"]]
    assert given[0]["sentence"] == SENTENCE[1]


def test_places_of_statements_as_rows(built: Path) -> None:
    words = ("verify", "--documents", str(built / "documents"))
    given = rows(built, *words)
    told = [one for document in data(built, *words) for one in document["statements"]]
    assert [row["statement"] for row in given] == [one["statement"] for one in told]
    assert given[0]["start"] == given[0]["now_start"] == str(told[0]["span"][0])
    assert {row["state"] for row in given} == {"found"}


def test_versions_as_rows(built: Path) -> None:
    given = rows(built, "versions")
    assert given == data(built, "versions")
    lines = run("versions", "--root", built).stdout.splitlines()
    assert [f"{row['claim']}@{row['version']}" for row in given] == lines


def test_formats_as_rows(built: Path) -> None:
    given, same = rows(built, "formats"), data(built, "formats")
    assert [row["name"] for row in given] == [row["name"] for row in same]
    assert {row["extension"] for row in given} >= {"csv", "bib"}


def test_a_difference_as_rows(built: Path, full: Path) -> None:
    words = ("diff", str(built / "build" / "kb.db"), str(full))
    given = rows(built, *words)
    assert {row["kind"] for row in given} == {"added", "removed"}
    fields = [
        (one["table"], one["id"], name) for one in data(built, *words) for name in one["fields"]
    ]
    assert [(row["table"], row["id"], row["field"]) for row in given] == fields


@pytest.mark.parametrize("words", [["show", "numb-skin"], ["check"], ["search", "pain"]])
def test_the_form_for_people_has_two_names(built: Path, words: list[str]) -> None:
    table, text = (run(*words, "--root", built, "--format", form) for form in ("table", "text"))
    assert table.output == text.output == run(*words, "--root", built).output
