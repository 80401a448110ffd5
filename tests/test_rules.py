"""Each rule against its folder of cases, and what all rules have in common."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from shutil import copytree

import pytest

from kb.corpus import load
from kb.corpus.reference import MENTIONS
from kb.problems import render
from kb.rules import explanations, run

KB = Path(__file__).resolve().parent.parent / "kb"
HERE = Path(__file__).resolve().parent / "rules"
RULES = sorted(path for path in (KB / "rules").glob("*.py") if path.name != "__init__.py")
CODES = [path.stem.replace("_", "-") for path in RULES]
ROOMS = ("schema", "reading", "corpus", "rules")
"""Where problems of curated text are made."""
CODE = re.compile("[a-z]+(-[a-z]+)+")
REWRITE = os.environ.get("KB_REWRITE_CASES") == "1"
CASES = sorted(path for path in HERE.glob("*/*") if path.parent.name in CODES)


def _printed(folder: Path, *, with_texts: bool) -> str:
    """What `kb check` prints of a knowledge base, without its last line."""
    corpus, problems = load(folder, folder / "documents" if with_texts else None)
    return render([*problems, *run(corpus)])


def test_the_base_of_the_cases_is_in_order() -> None:
    assert _printed(HERE / "base", with_texts=True) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(case: Path, tmp_path: Path) -> None:
    copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    copytree(case, tmp_path, dirs_exist_ok=True)
    found = _printed(tmp_path, with_texts=not case.name.endswith("without-texts"))
    golden = case / "expected.txt"
    if REWRITE:
        golden.write_text(f"{found}\n" if found else "", "utf-8")
    assert golden.read_text("utf-8").rstrip("\n") == found


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_cases_that_fail_and_innocent_ones(code: str) -> None:
    cases = [case for case in CASES if case.parent.name == code]
    printed = {case.name: case.joinpath("expected.txt").read_text("utf-8") for case in cases}
    wrong = [text for name, text in printed.items() if not name.startswith("innocent")]
    innocent = [text for name, text in printed.items() if name.startswith("innocent")]
    assert wrong
    assert all(f"error[{code}]" in text for text in wrong)
    assert innocent
    assert not any(f"error[{code}]" in text for text in innocent)


def test_one_cause_gives_problems_of_one_code() -> None:
    alone = [case for case in CASES if not case.name.startswith("innocent-while")]
    others = {case: _told(case) - {case.parent.name} for case in alone}
    assert {case: codes for case, codes in others.items() if codes} == {}


def _told(case: Path) -> set[str]:
    """Give the codes of the problems that a case has."""
    printed = case.joinpath("expected.txt").read_text("utf-8")
    return set(re.findall(r"error\[([a-z-]+)\]", printed))


@pytest.mark.parametrize("path", RULES, ids=CODES)
def test_a_rule_explains_itself_with_an_example(path: Path) -> None:
    summary, *rest = explanations()[path.stem.replace("_", "-")].splitlines()
    assert summary.endswith(".")
    assert [line for line in rest if line.startswith("Wrong: ")]
    assert [line for line in rest if line.startswith("Right: ")]


@pytest.mark.parametrize("code", explanations())
def test_an_explanation_is_words_first_and_examples_last(code: str) -> None:
    words, *examples = explanations()[code].split("\n\nWrong: ")
    assert examples
    assert "Wrong:" not in words
    for example in examples:
        wrong, *right = re.split("^Right: ", example, flags=re.MULTILINE)
        assert wrong.strip()
        assert all(map(str.strip, right))
        assert right
        assert "\n\n" not in example


@pytest.mark.parametrize("path", RULES, ids=CODES)
def test_a_rule_prints_no_code_but_its_own(path: Path) -> None:
    assert _codes(path) <= {path.stem.replace("_", "-")}


def test_every_code_in_the_source_is_explained_and_every_explained_code_is_there() -> None:
    paths = [path for room in ROOMS for path in (KB / room).glob("*.py")]
    paths.remove(KB / "schema" / "wording.py")  # words that readers meet
    printed = set[str]().union(*map(_codes, paths))
    assert printed | {f"unknown-{kind}" for kind in MENTIONS} == explanations().keys()


def _codes(path: Path) -> set[str]:
    """Words joined by hyphens that stand as strings in a module: its problems' codes."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}
