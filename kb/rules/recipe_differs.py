"""A recipe does not give the value that is written beside it.

A derived number is computed anew at every check, from the numbers in its recipe: `+ - * /` and
brackets. A recipe in words is not computed. The value is compared as precisely as it is written.

Wrong: value: 11, recipe: 21 - 9
Right: value: 12, recipe: 21 - 9
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, DecimalException

from kb.corpus import Corpus
from kb.corpus.number import quantities
from kb.problems import Problem

ARITHMETIC = re.compile(r"[0-9.+*/()\s−×-]+")
SIGNS = str.maketrans("−×", "-*")
OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def check(corpus: Corpus) -> Iterator[Problem]:
    """Recipes of quantities that are arithmetic."""
    for given in quantities(corpus):
        recipe = given.quantity.recipe
        result = _computed(recipe) if recipe else None
        if result is not None and not _agrees(given.quantity.value, result):
            message = f"`{recipe}` is {result:.6g}, not {given.quantity.value:g}"
            hint = "correct the value, or the recipe"
            yield Problem(given.place("value"), "recipe-differs", message, hint)


def _computed(recipe: str) -> Decimal | None:
    """What the arithmetic gives; None for a recipe that is not arithmetic."""
    if not ARITHMETIC.fullmatch(recipe):
        return None
    try:
        return _value(ast.parse(recipe.translate(SIGNS).strip(), mode="eval").body)
    except (SyntaxError, ValueError, DecimalException):
        return None


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("not arithmetic")


def _agrees(value: float, result: Decimal) -> bool:
    """Whether the two are equal to the last digit that the value has."""
    written = Decimal(str(value)).normalize()
    exponent = min(int(written.as_tuple().exponent), 0)
    return abs(written - result) <= Decimal(1).scaleb(exponent) / 2
