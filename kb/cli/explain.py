"""`kb explain`: what a code of a problem or gap means."""

from __future__ import annotations

import inspect

import click

from kb import audits
from kb.cli import checked
from kb.cli.effect_table import CODES
from kb.problems import nearest


@click.command(name="explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a problem or a kind of gap means, with an example; without a code, list all."""
    explanations = {**problems(), **audits.explanations()}
    if code is None:
        width = max(map(len, explanations))
        for name, text in sorted(explanations.items()):
            click.echo(f"{name:{width}}  {text.splitlines()[0]}")
        return
    if code not in explanations:
        hint = nearest(code, explanations) or "`kb explain` lists all"
        message = f"no problem or gap has the code `{code}`: {hint}"
        raise click.UsageError(message)
    click.echo(f"{code}\n\n{explanations[code]}")


def problems() -> dict[str, str]:
    """Each code of a problem, in curated text or in a table of studies, with its explanation."""
    return checked.explanations() | {code: inspect.cleandoc(text) for code, text in CODES.items()}
