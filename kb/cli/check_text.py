"""`kb check-text`: what is known of a sentence."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap

import click

from kb.analysis.relative import wording
from kb.cli.root import database_option, opened, root_option, text
from kb.database.resemblance import Resemblance, Said, resembling, said
from kb.problems import as_json, printable

NEAR = 0.005
"""Half a percent: a number is rounded when it is told."""


@click.command(name="check-text")
@click.argument("sentence", type=text, nargs=-1, required=True)
@root_option
@database_option
@click.option(
    "--limit",
    type=click.IntRange(1, 20),
    default=3,
    show_default=True,
    help="Claims to tell of at most.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(sentence: tuple[str, ...], root: Path, db: Path | None, limit: int, form: str) -> None:
    """Say which claims a SENTENCE resembles, and what is known of each.

    Of each claim: the verdict, the largest measured number to hold the sentence's against, gaps,
    and a sentence that may be printed. Exit code 1 when no claim comes near.
    """
    words = " ".join(sentence)
    with opened(root, db) as connection:
        found = resembling(connection, words, limit)
    told = said(words)
    if form == "json":
        claims = [as_object(one, told) for one in found]
        click.echo(as_json({"text": words, "numbers": list(map(asdict, told)), "claims": claims}))
    else:
        click.echo("\n\n".join("\n".join(as_lines(one, told)) for one in found), nl=bool(found))
    if not found:
        hint = "that says nothing of whether it is true"
        click.echo(f"no claim here fits “{printable(words)}”; {hint}", err=True)
        raise click.exceptions.Exit(1)


def as_object(one: Resemblance, told: list[Said]) -> dict[str, object]:
    """A claim for programs."""
    return {
        **one.claim,
        "do_not_say": _not_to_say(one),
        "share": round(one.share, 3),
        "words": list(one.words),
        "measured": one.measured and asdict(one.measured),
        "citation": one.citation,
        "beyond_measured": [number.text for number in told if is_beyond(number, one)],
        "gaps": one.gaps,
    }


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
        ("said", "; ".join(_held_against(number, one) for number in told)),
        ("gaps", gaps or "none"),
        ("may be said", claim["safe_wording"] or "nothing yet: there is no sentence for it"),
        ("not to say", "; ".join(_not_to_say(one))),
    ]
    head = click.style(printable(f"{claim['claim']} [{claim['claim_id']}]"), bold=True)
    return [head, *(line for name, value in rows if value for line in _row(name, str(value)))]


def is_beyond(number: Said, one: Resemblance) -> bool:
    """Whether a number reaches farther than all that was measured."""
    if number.ratio is None or one.measured is None:
        return False
    if number.ratio < 1:
        return number.ratio < one.measured.low - NEAR
    return number.ratio > one.measured.high + NEAR


def _held_against(number: Said, one: Resemblance) -> str:
    if number.ratio is None or one.measured is None:
        return f"{number.text}: nothing that was measured can be held against it"
    reach = "beyond" if is_beyond(number, one) else "not beyond"
    return f"{number.text}: {reach} what was measured"


def _measured(one: Resemblance) -> str:
    if one.measured is None:
        return "no finding that can be told in percent"
    n = f", n = {one.measured.n}" if one.measured.n else ""
    return f"at most {wording(one.measured.value)}: {one.citation}{n} [{one.measured.record}]"


def _not_to_say(one: Resemblance) -> list[str]:
    listed: list[str] = json.loads(str(one.claim["do_not_say"] or "[]"))
    return listed


def _row(name: str, value: str) -> list[str]:
    width = max(shutil.get_terminal_size((100, 24)).columns, 40)
    lead = f"  {name:12}  "
    lines = wrap(printable(value), width - len(lead), break_on_hyphens=False)
    return [(" " * len(lead) if at else lead) + line for at, line in enumerate(lines)]
