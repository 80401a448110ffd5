"""`kb explain`: what a code of a problem or gap means."""

from __future__ import annotations

import inspect

import click

from kb.cli.command import Command
from kb.cli.completing import codes
from kb.cli.output import FORMS, form_option, write
from kb.problems import nearest


@click.command(
    name="explain",
    cls=Command,
    examples=("kb explain", "kb explain unknown-key", "kb explain certainty-upgrade --json"),
)
@click.argument("code", required=False, shell_complete=codes)
@form_option(*FORMS)
def command(code: str | None, form: str) -> None:
    """Say what a problem or a kind of gap means, with an example; without a CODE, list all."""
    explanations = {**problems(), **gaps()}
    if code is None:
        rows = [(name, text.splitlines()[0]) for name, text in sorted(explanations.items())]
        write(("code", "meaning"), rows, form, main="meaning")
        return
    if code not in explanations:
        hint = nearest(code, explanations) or "`kb explain` lists all"
        message = f"no problem or gap has the code `{code}`: {hint}"
        raise click.UsageError(message)
    if form == "table":
        click.echo(f"{code}\n\n{explanations[code]}")
    else:
        write(("code", "explanation"), [(code, explanations[code])], form)


def problems() -> dict[str, str]:
    """Each code of a problem, in curated text or a table or set of others, with what it means."""
    from kb.cli import checked  # noqa: PLC0415 - most of kb, which a shell that completes needs not
    from kb.cli.effect_table import CODES  # noqa: PLC0415
    from kb.importing.codes import CODES as IMPORTING  # noqa: PLC0415
    from kb.importing.reading.codes import CODES as READING  # noqa: PLC0415

    more = {**CODES, **READING, **IMPORTING}
    return checked.explanations() | {code: inspect.cleandoc(text) for code, text in more.items()}


def gaps() -> dict[str, str]:
    """Each kind of gap with its explanation."""
    from kb import audits  # noqa: PLC0415 - they load the corpus

    return audits.explanations()
