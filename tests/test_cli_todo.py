"""`kb todo`: what is left, by kind, and when it is old."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from kb.corpus import load
from kb.drafting.todo import TASKS, todo
from tests.command import run


@pytest.fixture(scope="module")
def drafts(begun_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a new knowledge base with drafts of all kinds, only to be read."""
    root = shutil.copytree(begun_once, tmp_path_factory.mktemp("drafts") / "kb")
    (root / "naps.txt").write_text("Naps\n\nThey help. Some say so.\n", "ascii")
    at = ("--root", root)
    run("new", "document", *at, root / "naps.txt", "--documents", root / "documents")
    told = ("--gist", "Own words.", "--hedging", "asserted", "--attribution", "none")
    run("mark", "naps", *at, "They help.", "--add", "--kind", "effect", *told)
    level = ("--design", "other", "--reading-level", "abstract")
    run("new", "study", *at, "--bib", "example", *level)
    words = ("--kind", "descriptive", "--intervention", "example")
    run("new", "claim", *at, "--claim", "Examples are common.", *words)
    return root


@pytest.fixture
def new(drafts: Path, tmp_path: Path) -> Path:
    """Give a copy of it, to be changed at will."""
    return shutil.copytree(drafts, tmp_path / "kb")


def ids(root: Path, since: str = "2000-01-01") -> dict[str, list[str]]:
    """Give the ids of what is left, by kind, without what is done."""
    found = todo(load(root)[0], date.fromisoformat(since))
    return {kind: [task.id for task in tasks] for kind, tasks in found.items() if tasks}


def test_drafts_are_work_to_do(new: Path) -> None:
    assert ids(new) == snapshot(
        {
            "undescribed": ["naps"],
            "unmarked": ["naps"],
            "undated": ["naps"],
            "unclaimed": ["naps.own-words"],
            "untraced": ["example.helps-readers-begin"],
            "unstated": ["examples-common"],
            "no-evidence": ["example-helps-beginning", "examples-common"],
            "draft-claims": ["example-helps-beginning", "examples-common"],
            "no-findings": ["example"],
        }
    )


def test_work_is_listed_in_groups(new: Path) -> None:
    result = run("todo", "--root", new, "--limit", "1")
    assert result.exit_code == 0
    assert result.output == snapshot("""\
documents not described yet: 1
  - naps: Naps
documents with sentences in no statement: 1
  - naps: 1 sentence
documents whose date was not read: 1
  - naps: Naps
statements that make no claim: 1
  - naps.own-words: Own words.
credited statements whose source was not looked for: 1
  - example.helps-readers-begin: Unnamed studies are said to find that at most 30 % of readers begin
    thanks to an example.
claims that no statement makes: 1
  - examples-common: Examples are common.
claims without evidence: 2
  - example-helps-beginning: Having an example makes it more likely that readers begin.
    … 1 more: kb todo --kind no-evidence --limit 2
claims that nobody has reviewed: 2
  - example-helps-beginning: Having an example makes it more likely that readers begin.
    … 1 more: kb todo --kind draft-claims --limit 2
studies without findings: 1
  - example: An example
""")


def test_programs_get_places(new: Path) -> None:
    found = json.loads(run("todo", "--root", new, "--json", "--kind", "undescribed").output)
    assert found == {
        "undescribed": [
            {"id": "naps", "about": "Naps", "file": "data/documents/naps.yaml", "line": 12}
        ]
    }


def test_nothing_left_is_told(new: Path) -> None:
    assert run("todo", "--root", new, "--kind", "no-verdict").output == "nothing is left to do\n"


def test_claim_is_done_when_evidence_is_judged_or_none_was_found(new: Path) -> None:
    path = new / "data" / "claims" / "examples-common.yaml"
    path.write_text(
        path.read_text("utf-8") + "evidence:\n  - study: example\n    direction: no_information\n"
        "    strength: weak\n",
        "utf-8",
    )
    found = ids(new)
    assert found["no-verdict"] == ["examples-common"]
    assert "examples-common" not in found["no-evidence"]
    verdict = "verdict:\n  rating: no_evidence_located\n  reason: None was found.\n"
    other = new / "data" / "claims" / "example-helps-beginning.yaml"
    other.write_text(other.read_text("utf-8") + verdict, "utf-8")
    path.write_text(path.read_text("utf-8") + verdict, "utf-8")
    assert not ids(new).keys() & {"no-evidence", "no-verdict"}
    draft = path.read_text("utf-8")
    for status in ("reviewed", "deprecated"):
        path.write_text(draft.replace("status: draft", f"status: {status}"), "utf-8")
        assert ids(new)["draft-claims"] == ["example-helps-beginning"]


def test_study_is_done_when_it_has_findings(new: Path) -> None:
    path = new / "data" / "studies" / "example.yaml"
    assert ids(new)["no-findings"] == ["example"]
    path.write_text(
        path.read_text("utf-8") + "findings:\n  - id: one\n    outcome: beginning\n"
        "    place: example[abstract]\n    estimate_type: other\n    derivation: reported\n",
        "utf-8",
    )
    assert "no-findings" not in ids(new)


TRACE = """\
    traces:
      - basis: curator_inferred
        confidence: possible
        source: example
      - basis: not_located
        searched:
          - {searched: PubMed, query: naps, date: "2024-05-20"}
          - {searched: PubMed, query: siesta}
"""


def test_traces_and_searches_are_work_when_not_searched_or_old(new: Path) -> None:
    path = new / "data" / "documents" / "example.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    quantities:\n", TRACE + "    quantities:\n", 1), "utf-8")
    claim = new / "data" / "claims" / "example-helps-beginning.yaml"
    claim.write_text(
        claim.read_text("utf-8")
        + 'contrary_searches:\n  - {searched: PubMed, query: x, date: "2024-05"}\n'
        + "verdict:\n  rating: no_evidence_located\n  reason: None.\n  date: '2024-05-19'\n",
        "utf-8",
    )
    found = ids(new, "2024-05-20")
    assert found["unsearched"] == ["example.helps-readers-begin"]
    assert "untraced" not in found
    assert found["old-verdicts"] == ["example-helps-beginning"]
    assert "old-searches" not in found
    assert ids(new, "2024-06-01")["old-searches"] == [
        "example-helps-beginning",
        "example.helps-readers-begin",
    ]


def test_months_say_what_is_old(new: Path) -> None:
    path = new / "data" / "claims" / "example-helps-beginning.yaml"
    day = date.today().replace(day=1).isoformat()  # noqa: DTZ011 - a day of this month, anywhere
    path.write_text(
        path.read_text("utf-8")
        + f"verdict:\n  rating: not_checkable\n  reason: None.\n  date: '{day}'\n",
        "utf-8",
    )
    words = ("todo", "--root", new, "--kind", "old-verdicts", "--months")
    assert run(*words, "2").output == "nothing is left to do\n"
    path.write_text(path.read_text("utf-8").replace(day, "2001"), "utf-8")
    assert "of 2001" in run(*words, "2").output


def test_every_kind_is_explained_in_the_docs() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "growing.md").read_text("utf-8")
    assert [kind for kind in TASKS if f"`{kind}`" not in text] == []
