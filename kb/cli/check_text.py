"""`kb check-text`: what is known of a sentence, or of each sentence of a text."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.output import ROWS_OF_PAGE, form_option, limit_option, wrapped, write
from kb.cli.root import database_option, opened, root_option, text
from kb.database.resemblance import Resemblance
from kb.database.sentence import Said
from kb.database.text_check import CLAIMS, Checked, as_object, checked, parts
from kb.problems import as_json, printable

COLUMNS = (
    *("sentence", "claim_id", "claim", "verdict", "certainty"),
    *("measured_at_most", "gaps", "may_be_said"),
)
"""Of a table of the claims."""


@click.command(
    name="check-text",
    cls=Command,
    fails="no claim comes near",
    examples=(
        'kb check-text "An example helps 60 % of readers begin."',
        'kb check-text "An example helps readers begin." --json',
    ),
)
@click.argument("sentence", type=text, nargs=-1, required=True)
@limit_option(CLAIMS, 20, "Claims of each sentence")
@form_option(*ROWS_OF_PAGE)
@root_option
@database_option
def command(sentence: tuple[str, ...], limit: int, form: str, root: Path, db: Path | None) -> None:
    """Say which claims a SENTENCE resembles, and what is known of each.

    Of each claim: the verdict, the largest measured number to hold the sentence's against, gaps,
    and a sentence that may be printed. Of several sentences, each is looked at by itself.
    """
    words = " ".join(sentence)
    with opened(root, db) as connection:
        told = checked(connection, parts(words), limit)
    if form == "json":
        click.echo(as_json({"text": words, "sentences": list(map(as_object, told))}))
    elif form == "csv":
        rows = [_row(one.sentence, claim) for one in told for claim in one.found]
        write(COLUMNS, rows, form)
    else:
        click.echo("\n\n".join(_pages(told)), nl=any(one.found for one in told))
    for one in told:
        if not one.found:
            hint = "that says nothing of whether it is true"
            click.echo(f"no claim here fits “{printable(one.sentence)}”; {hint}", err=True)
    if not any(one.found for one in told):
        raise click.exceptions.Exit(1)


def _row(sentence: str, one: Resemblance) -> tuple[object, ...]:
    """A claim that a sentence resembles as a row of a table."""
    named = (one.claim[name] for name in ("claim_id", "claim", "verdict", "certainty"))
    gaps = ", ".join(str(gap["gap_id"]) for gap in one.gaps)
    return (sentence, *named, one.reach, gaps, one.claim["safe_wording"])


def _pages(told: list[Checked]) -> list[str]:
    """Each claim as lines; where there are several sentences, below the sentence."""
    pages = []
    for one in told:
        if one.found and len(told) > 1:
            pages.append(f"“{printable(one.sentence)}”")
        pages += ["\n".join(as_lines(claim, one.numbers)) for claim in one.found]
    return pages


def as_lines(one: Resemblance, told: list[Said]) -> list[str]:
    """A claim for people."""
    claim, unjudged = one.claim, "not judged yet"
    certainty = f", certainty {claim['certainty']}" if claim["certainty"] else ""
    gaps = ", ".join(f"{gap['kind']} ({gap['severity']})" for gap in one.gaps)
    rows = [
        ("resembles by", ", ".join(one.words)),
        ("verdict", f"{claim['verdict'] or unjudged}{certainty}".replace("_", " ")),
        ("why", claim["reason"]),
        ("measured", _measured(one)),
        ("said", "; ".join(_held(one, number) for number in told if number.ratio is not None)),
        ("gaps", gaps or "none"),
        ("may be said", claim["safe_wording"] or "nothing yet: there is no sentence for it"),
        ("not to say", "; ".join(one.not_to_say)),
    ]
    head = wrapped(f"{claim['claim']} [{claim['claim_id']}]", "")
    return [
        *(click.style(line, bold=True) for line in head),
        *(line for name, value in rows if value for line in wrapped(str(value), f"  {name:12}  ")),
    ]


def _held(one: Resemblance, number: Said) -> str:
    return f"{number.text}: {one.held_against(number)}"


def _measured(one: Resemblance) -> str:
    if one.measured is None:
        return "no finding that can be told in percent"
    n = f", n = {one.measured.n}" if one.measured.n else ""
    return f"at most {one.reach}: {one.citation}{n} [{one.measured.record}]"
