"""`kb versions`: which claims are not what they were when they were last released."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kb.cli import output
from kb.cli.checked import clean
from kb.cli.command import Command
from kb.cli.memory import Memory
from kb.cli.progress import Progress
from kb.cli.root import root_option
from kb.corpus import Corpus
from kb.corpus.released import FILE, Released, as_line, digest
from kb.corpus.version import content


@click.command(
    name="versions",
    cls=Command,
    fails="the text has problems",
    examples=("kb versions", "kb versions --json", "kb versions --write"),
)
@click.option("--write", is_flag=True, help=f"Release them: add them to {FILE}.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the release, as 2026-02-01. [default: today]",
)
@output.form_option(*output.ROWS_OF_PAGE)
@root_option
def command(write: bool, date: dt.datetime | None, form: str, root: Path) -> None:
    """List the claims whose version was not released yet; with --write, release it.

    A version says whether a claim, its evidence, certainty or verdict changed since somebody
    quoted it. What was released is kept, so that an old version can tell what changed since.
    """
    day = (date or dt.datetime.now(dt.UTC)).date().isoformat()
    with Progress() as progress:
        corpus = clean(Memory(root), None, progress, form)
    new = unreleased(corpus, day)
    if form == "text":
        for one in new:
            click.echo(f"{one.claim}@{one.version}")
    else:
        output.write(("claim", "version"), [(one.claim, one.version) for one in new], form)
    if write and new:
        _append(root / FILE, new)
    click.echo(_told(len(new), write=write), err=True)


def unreleased(corpus: Corpus, day: str) -> list[Released]:
    """The versions that stand in the text and were never released, by claim."""
    known = {(one.claim, one.version) for one in corpus.released}
    contents = {name: content(corpus, claim.value) for name, claim in corpus.claims.items()}
    all_of_them = (
        Released(claim=name, content=told, date=day, version=digest(told))
        for name, told in sorted(contents.items())
    )
    return [one for one in all_of_them if (one.claim, one.version) not in known]


def _append(path: Path, new: list[Released]) -> None:
    """Add lines at the end of the file, in one move."""
    path = path.resolve()
    before = path.read_text("utf-8") if path.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(before + "".join(map(as_line, new)), "utf-8", newline="")
    beside.replace(path)


def _told(count: int, *, write: bool) -> str:
    versions = f"{count} version{'' if count == 1 else 's'}"
    if not count:
        return "every claim's version is released"
    return f"released {versions} in {FILE}" if write else f"{versions} to release: `--write`"
