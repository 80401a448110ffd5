"""Recipes of findings are computed anew; what they do not bear out is a problem with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from kb.analysis.effects import EffectError
from kb.analysis.recipe import Result, computed
from kb.analysis.recipe_fault import CODES, Fault, faults
from kb.schema.study import RecipeFile
from tests.command import run
from tests.evidence import Fields, finding, study
from tests.evidence import corpus as made


def of(method: str, *, unit: str | None = None, **inputs: float) -> Result:
    """Give what a recipe gives."""
    return computed(RecipeFile(method=method, inputs=inputs), unit)


def fault(method: str, inputs: Fields, **fields: Any) -> list[Fault]:  # noqa: ANN401 - of a finding
    """Give the faults of one finding with a recipe."""
    recipe: Fields = {"method": method, "inputs": inputs}
    return list(faults(made([study("one", finding(recipe=recipe, **fields))])))


TWO = {"a": 23.6, "b": 15.9}
MEANS = {"m1": 1.56, "sd1": 0.63, "n1": 16, "m2": 2.25, "sd2": 0.86, "n2": 16}


@pytest.mark.parametrize(
    ("method", "inputs", "value", "se"),
    [
        ("difference", TWO, 7.7, None),
        ("percentage-points", {"a": 21, "b": 9}, 12, None),
        ("ratio", TWO, 1.48428, None),
        ("relative-change", TWO, 48.428, None),
        ("relative-change", {"a": -1, "b": -2}, 50, None),
        ("share", {"part": 1.565, "whole": 1.63}, 0.960123, None),
        # t of 43 degrees of freedom: 2.6951 for p = 0.01, 2.7803 for p = 0.008
        ("md-from-p", {"difference": -0.8, "p": 0.01, "n1": 23, "n2": 22}, -0.8, 0.296835),
        ("smd-from-p", {"difference": -2.6, "p": 0.008, "n1": 23, "n2": 22}, -0.814935, 0.310342),
        ("md-from-means", MEANS, -0.69, 0.266517),
        ("smd-from-means", MEANS, -0.892225, 0.370727),
        ("se-from-ci", {"low": 1, "high": 3}, None, 0.510213),
        ("se-from-ci", {"low": 1, "high": 3, "level": 0.9}, None, 0.607957),
    ],
)
def test_a_method_gives_its_value_and_standard_error(
    method: str, inputs: Fields, value: float | None, se: float | None
) -> None:
    told = of(method, **inputs)
    assert (told.value, told.se) == (
        None if value is None else pytest.approx(value, rel=1e-5),
        None if se is None else pytest.approx(se, rel=1e-5),
    )


def test_a_share_is_told_in_the_unit_of_the_finding() -> None:
    assert of("share", unit="%", part=1, whole=4).value == pytest.approx(25)


@pytest.mark.parametrize(
    ("method", "inputs", "message"),
    [
        ("ratio", {"a": 1, "b": 0}, "a ratio to 0 cannot be"),
        ("relative-change", {"a": 1, "b": 0}, "a change relative to 0"),
        ("ratio", {"a": 1}, "`ratio` takes other inputs"),
        ("md-from-p", {"difference": 1, "p": 2, "n1": 9, "n2": 9}, "a p of 2 cannot be"),
        ("smd-from-p", {"difference": 1, "p": 0.5, "n1": 1e-320, "n2": 9}, "a group without"),
        ("ratio", {"a": 1, "b": 1e-310}, "too large or too small"),
    ],
)
def test_numbers_that_give_nothing_say_why(method: str, inputs: Fields, message: str) -> None:
    with pytest.raises(EffectError, match=message):
        of(method, **inputs)


@pytest.mark.parametrize(
    ("value", "agrees"), [(1.484, True), (1.48, True), (1.5, True), (1.49, False), (1.485, False)]
)
def test_a_value_is_compared_as_precisely_as_it_is_written(value: float, agrees: bool) -> None:  # noqa: FBT001 - a case of the table
    assert (not fault("ratio", TWO, value=value)) is agrees


def test_a_half_may_be_rounded_either_way() -> None:
    for value in (0.12, 0.13):
        assert not fault("ratio", {"a": 1, "b": 8}, value=value)


def test_every_kind_of_fault_has_its_code_place_and_hint() -> None:
    p = {"difference": 2.0, "p": 0.05, "n1": 10, "n2": 10}
    found = [
        *fault("ratio", TWO, value=1.6),
        *fault("md-from-p", p, value=2, se=0.5),
        *fault("quotient", TWO, value=1.48),
        *fault("ration", TWO, value=1.48),
        *fault("ratio", {"first": 1, "second": 2}, value=0.5),
        *fault("ratio", {}, value=0.5),
        *fault("ratio", {"a": 1, "b": 0}, value=0.5),
    ]
    assert {one.code for one in found} == CODES.keys()
    assert [(one.path[2:], one.message, one.hint) for one in found] == snapshot(
        [
            (("value",), "the recipe gives 1.48428, not 1.6", "correct the value, or the recipe"),
            (
                ("se",),
                "the recipe gives 0.951963, not 0.5",
                "correct the standard error, or the recipe",
            ),
            (
                ("recipe", "method"),
                "no method is called `quotient`",
                "`kb explain unknown-recipe` lists them",
            ),
            (("recipe", "method"), "no method is called `ration`", "did you mean `ratio`?"),
            (("recipe", "inputs"), "`ratio` does not take first, second", "give a, b"),
            (("recipe", "inputs"), "`ratio` does not take nothing", "give a, b"),
            (
                ("recipe", "inputs"),
                "a ratio to 0 cannot be",
                "correct the inputs, or take another method",
            ),
        ]
    )


def test_what_a_recipe_does_not_give_is_not_compared() -> None:
    assert not fault("ratio", TWO, value=1.484, se=99)
    assert not fault("se-from-ci", {"low": 1, "high": 3}, value=99)
    assert not fault("ratio", TWO)


def test_a_finding_without_a_recipe_has_no_fault() -> None:
    assert not list(faults(made([study("one", finding(value=1))])))


def test_check_prints_the_place_of_a_recipe_that_gives_another_value(corpus: Path) -> None:
    path = corpus / "data" / "studies" / "inventa-trial.yaml"
    recipe = "{method: difference, inputs: {a: 3, b: 4}}"
    text = path.read_text("utf-8").replace(
        "    derivation: reported\n", f"    derivation: derived\n    recipe: {recipe}\n"
    )
    path.write_text(text, "utf-8")
    result = run("check", "--root", corpus)
    assert result.exit_code == 1
    head, *_, hint = result.stdout.splitlines()
    place, message = head.split(" error", 1)
    assert place == "data/studies/inventa-trial.yaml:31:12:"
    assert message == "[recipe-gives-another-value] the recipe gives -1, not -1.5"
    assert hint == "    hint: correct the value, or the recipe"


@pytest.mark.parametrize("code", CODES)
def test_explain_tells_every_code_with_an_example(code: str) -> None:
    told = run("explain", code).output
    assert told.startswith(f"{code}\n\n")
    assert "\n\nWrong: " in told
    assert "\nRight: " in told
