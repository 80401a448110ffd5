"""kb knows no topic: a second one needs no code, and no word of the first stands in the program."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from kb.reading.yaml_text import read_yaml
from tests.command import run

ROOT = Path(__file__).resolve().parent.parent
TOPICS = sorted((ROOT / "tests" / "topics").iterdir())
FIRST_TOPIC = re.compile(
    r"""\b_*(
        walk\w* | treadmill\w* | backwards? | retro | gait | strides?
        | knees? | hips? | ankles? | thighs? | cal(f|ves) | muscles? | muscular | joints?
        | quadriceps | hamstrings? | glute\w* | \w*arthrit\w*
        | handrails? | lanyards? | gyms? | workouts? | exercis\w* | rehabilit\w* | physiotherap\w*
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


@pytest.fixture(params=TOPICS, ids=lambda folder: folder.name)
def topic(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a copy of a knowledge base of another topic."""
    return shutil.copytree(request.param, tmp_path / "topic")


def test_another_topic_has_no_problems(topic: Path) -> None:
    assert run("check", "--root", topic, "--documents", topic / "documents").output == ""


def test_another_topic_is_verified(topic: Path) -> None:
    result = run("verify", "--root", topic, "--documents", topic / "documents")
    assert result.exit_code == 0, result.output


def test_another_topic_builds_and_every_record_is_shown(topic: Path) -> None:
    assert run("build", "--root", topic).exit_code == 0
    for kind in ("claims", "documents", "guidance"):
        for path in sorted((topic / "data" / kind).glob("*.yaml")):
            result = run("show", "--root", topic, path.stem)
            assert result.exit_code == 0
            assert path.stem in result.output


def test_another_topic_is_searched_by_its_own_words(tmp_path: Path) -> None:
    root = shutil.copytree(ROOT / "tests" / "topics" / "coffee-and-sleep", tmp_path / "coffee")
    run("build", "--root", root)
    result = run("search", "--root", root, "espresso", "latency")
    assert result.output.splitlines()[1].startswith("rare-drinkers-sleep-onset ")


def texts(folder: Path) -> dict[Path, str]:
    """Give the text of every file below a folder that is text."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path: path.read_bytes() for path in files if path.suffix != ".pyc"}
    return {path: content.decode() for path, content in found.items() if b"\0" not in content}


def test_no_word_of_the_first_topic_stands_in_the_program() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in texts(ROOT / "kb").items()
        for match in FIRST_TOPIC.finditer(text)
    ]
    assert found == []


def test_no_name_of_the_first_topic_stands_in_the_program() -> None:
    names = {name for path in (ROOT / "data" / "terms").glob("*.yaml") for name in _names(path)}
    phrases = {name.casefold() for name in names if re.search(r"\w\W+\w", name)}
    assert phrases
    found = [
        f"{path.relative_to(ROOT)}: {phrase}"
        for path, text in texts(ROOT / "kb").items()
        for phrase in _within(text.casefold(), phrases)
    ]
    assert found == []


def _within(text: str, phrases: Iterable[str]) -> list[str]:
    """Give the phrases that stand in a text as whole words."""
    near = [phrase for phrase in phrases if phrase in text]
    return [phrase for phrase in near if re.search(rf"\b{re.escape(phrase)}\b", text)]


def test_a_phrase_is_seen_only_as_whole_words() -> None:
    assert _within("of sore knees, mostly", ["sore knees", "re knees", "sore knee"]) == [
        "sore knees"
    ]


def _names(path: Path) -> list[str]:
    """Give the labels and synonyms of a file of terms."""
    text, _ = read_yaml(path.read_text("utf-8"), path.name)
    assert text is not None
    terms = text.data["terms"]
    return [name for term in terms for name in (term["label"], *term.get("synonyms", []))]
