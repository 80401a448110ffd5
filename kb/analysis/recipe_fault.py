"""Recipes of findings that do not give what is written beside them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kb.analysis.effects.effect import EffectError
from kb.analysis.recipe import METHODS, Result, computed
from kb.corpus import Corpus
from kb.schema.study import FindingFile, RecipeFile

CODES: Mapping[str, str] = {
    "recipe-gives-another-value": """
        A finding's recipe does not give the value or standard error that is written.

        Every recipe of a finding is computed anew at each check, and compared as precisely as
        the value is written.

        Wrong: value: 1.5, recipe: {method: ratio, inputs: {a: 23.6, b: 15.9}}
        Right: value: 1.48
        """,
    "recipe-gives-nothing": """
        The numbers of a finding's recipe cannot be computed with.

        Wrong: method: ratio, inputs: {a: 23.6, b: 0}
        Right: method: difference, inputs: {a: 23.6, b: 0}
        """,
    "unknown-recipe": "\n".join(
        [
            "A finding's recipe names a method that kb does not know.\n",
            "Methods and the numbers that they take:\n",
            *(f"- {name} ({', '.join(one.inputs)}): {one.title}" for name, one in METHODS.items()),
            "\nWrong: method: quotient\nRight: method: ratio",
        ]
    ),
    "wrong-recipe-inputs": """
        A finding's recipe gives other numbers than its method takes.

        Wrong: method: ratio, inputs: {first: 23.6, second: 15.9}
        Right: method: ratio, inputs: {a: 23.6, b: 15.9}
        """,
}
"""Codes of these faults, each with what it means and an example."""
Path = tuple[str | int, ...]
SLACK = Decimal("1e-9")
"""What of half a last digit may be lost in computing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a recipe: of which study, where in it, the code, and the smallest fix."""

    study: str
    path: Path
    code: str
    message: str
    hint: str


def faults(corpus: Corpus) -> Iterator[Fault]:
    """Everything that recomputing the recipes of findings brings to light."""
    for record in corpus.studies.values():
        for index, finding in enumerate(record.value.findings):
            if finding.recipe:
                found = _first_fault(finding, finding.recipe)
                for path, code, message, hint in found:
                    yield Fault(record.id, ("findings", index, *path), code, message, hint)


def _first_fault(finding: FindingFile, recipe: RecipeFile) -> Iterator[tuple[Path, str, str, str]]:
    """What is wrong with the method, else with its inputs, else with what it gives."""
    method = METHODS.get(recipe.method)
    if method is None:
        near = difflib.get_close_matches(recipe.method, METHODS, 1)
        hint = f"did you mean `{near[0]}`?" if near else "`kb explain unknown-recipe` lists them"
        message = f"no method is called `{recipe.method}`"
        yield ("recipe", "method"), "unknown-recipe", message, hint
    elif not method.takes(recipe.inputs):
        message = f"`{recipe.method}` does not take {', '.join(recipe.inputs) or 'nothing'}"
        hint = f"give {', '.join(method.inputs)}"
        yield ("recipe", "inputs"), "wrong-recipe-inputs", message, hint
    else:
        yield from _result_faults(finding, recipe)


def _result_faults(
    finding: FindingFile, recipe: RecipeFile
) -> Iterator[tuple[Path, str, str, str]]:
    try:
        result = computed(recipe, finding.unit)
    except EffectError as error:
        hint = "correct the inputs, or take another method"
        yield ("recipe", "inputs"), "recipe-gives-nothing", str(error), hint
        return
    for name, written, given in _pairs(finding, result):
        if not _agrees(written, given):
            message = f"the recipe gives {_short(given)}, not {written:g}"
            what = "value" if name == "value" else "standard error"
            hint = f"correct the {what}, or the recipe"
            yield (name,), "recipe-gives-another-value", message, hint


def _pairs(finding: FindingFile, result: Result) -> Iterator[tuple[str, float, float]]:
    """Names of fields with what is written and what the recipe gives, where there are both."""
    pairs = (("value", finding.value, result.value), ("se", finding.se, result.se))
    for name, written, given in pairs:
        if written is not None and given is not None:
            yield name, written, given


def _agrees(written: float, given: float) -> bool:
    """Whether the two are equal to the last digit that is written."""
    told = Decimal(str(written)).normalize()
    step = Decimal(1).scaleb(min(int(told.as_tuple().exponent), 0))
    return abs(told - Decimal(given)) <= step * (Decimal("0.5") + SLACK)


def _short(number: float) -> str:
    return f"{number:.6g}"
