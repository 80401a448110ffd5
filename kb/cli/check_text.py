"""`kb check-text`: what is known of a sentence, or of each sentence of a text."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.output import wrapped
from kb.cli.root import database_option, opened, root_option, text
from kb.database.resemblance import Resemblance, Said
from kb.database.text_check import CLAIMS, Checked, as_object, checked, parts
from kb.problems import as_json, printable


@click.command(name="check-text")
@click.argument("sentence", type=text, nargs=-1, required=True)
@root_option
@database_option
@click.option(
    "--limit",
    type=click.IntRange(1, 20),
    default=CLAIMS,
    show_default=True,
    help="Claims to tell of at most, for each sentence.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(sentence: tuple[str, ...], root: Path, db: Path | None, limit: int, form: str) -> None:
    """Say which claims a SENTENCE resembles, and what is known of each.

    Of each claim: the verdict, the largest measured number to hold the sentence's against, gaps,
    and a sentence that may be printed. Of several sentences, each is looked at by itself. Exit
    code 1 when no claim comes near.
    """
    words = " ".join(sentence)
    with opened(root, db) as connection:
        told = checked(connection, parts(words), limit)
    if form == "json":
        click.echo(as_json({"text": words, "sentences": list(map(as_object, told))}))
    else:
        click.echo("\n\n".join(_pages(told)), nl=any(one.found for one in told))
    for one in told:
        if not one.found:
            hint = "that says nothing of whether it is true"
            click.echo(f"no claim here fits “{printable(one.sentence)}”; {hint}", err=True)
    if not any(one.found for one in told):
        raise click.exceptions.Exit(1)


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
    head = click.style(printable(f"{claim['claim']} [{claim['claim_id']}]"), bold=True)
    return [
        head,
        *(line for name, value in rows if value for line in wrapped(str(value), f"  {name:12}  ")),
    ]


def _held(one: Resemblance, number: Said) -> str:
    return f"{number.text}: {one.held_against(number)}"


def _measured(one: Resemblance) -> str:
    if one.measured is None:
        return "no finding that can be told in percent"
    n = f", n = {one.measured.n}" if one.measured.n else ""
    return f"at most {one.reach}: {one.citation}{n} [{one.measured.record}]"
