"""`kb import`: foreign data in bulk, by a mapping, into a file of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.output import PAGE, form_option, report
from kb.cli.problem_list import listed
from kb.cli.progress import Progress
from kb.cli.root import short, shown
from kb.database import place
from kb.database.replacing import BuildError
from kb.importing import mapping, receipt, sources
from kb.importing.guess import guess
from kb.importing.reading import InputError
from kb.importing.reading.pipe import kept
from kb.importing.reasons import Reason
from kb.importing.refusal import Refused
from kb.importing.run import Imported, UnfitError, run
from kb.problems import as_text, printable

INTERRUPTED = "nothing was imported; the old file, if there is one, is as it was"
STANDARD_INPUT = "-"
TOO_DEEP = (
    "a record has lists or objects within one another, hundreds of levels deep\n"
    "hint: take that record out of the file; no mapping can name what is so far down"
)
MOST_FREQUENT = 3
"""Reasons for which rows were rejected that are printed; all are in the receipt."""
SHOWN = 20
"""Reasons that are printed; more would hide the first."""
UNCHANGED = f"{INTERRUPTED.capitalize()}."


@click.command(
    name="import",
    cls=Command,
    fails="nothing was imported, or no receipt written",
    examples=(
        "kb import --guess claims.csv > claims.yaml",
        "kb import claims.csv --mapping claims.yaml",
        "kb import claims.csv --mapping claims.yaml --into again.db --json",
    ),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE...",
)
@click.option(
    "--mapping",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="MAP.yaml",
    help="What the columns of the files become.",
)
@click.option(
    "--guess", "guessing", is_flag=True, help="Print a first mapping, and import nothing."
)
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="DB",
    help="File to import into. [default: build/imported/ID.db]",
)
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be taken.")
@form_option(*PAGE)
def command(
    files: tuple[Path, ...],
    path: Path | None,
    into: Path | None,
    form: str,
    *,
    guessing: bool,
    strict: bool,
) -> None:
    """Import FILEs by a mapping: CSV, TSV, JSON, JSON Lines, Parquet, packed or not; - is a pipe.

    The file made is one like that of `kb build`, apart from it: search, query, show, export and
    serve take it by --db. Each row is stored or listed with the reason, in the tables import_count,
    import_reject and import_notice and in a receipt beside the file. The same import again changes
    nothing; changed files take the place of what they were.
    """
    if guessing:
        _guess(files, is_alone=not (path or into or strict or form == "json"))
        return
    if path is None:
        message = "say what the columns become: --mapping MAP.yaml; --guess writes a first one"
        raise click.UsageError(message)
    mapped, problems = mapping.read(path)
    if mapped is None:
        click.echo(listed(problems, form))
        raise click.ClickException(UNCHANGED)
    target = into or _default(mapped.file.id)
    started = time.perf_counter()
    with Progress(in_bytes=True) as progress, _told(progress), _at_hand(files) as there:
        found = sources.matched(mapped.file.files, there)
        done = run(mapped, found, target, progress, strict=strict)
    _report(done, time.perf_counter() - started, form)


def _report(done: Imported, seconds: float, form: str) -> None:
    """Write the receipt, and say what was done.

    Raises
    ------
    click.ClickException
        If the receipt cannot be written.
    """
    why = receipt.why(done.target, done.import_id)[:MOST_FREQUENT]
    summary = "\n".join([_summary(done, seconds), *map(_reason, why)])
    try:
        told = receipt.write(done.target, done.import_id)
    except OSError as error:
        report(form, _object(done, why, None), summary)
        raise click.ClickException(_without_receipt(done, error)) from None
    report(form, _object(done, why, told), summary, f"receipt: {shown(told)}")


def _without_receipt(done: Imported, error: OSError) -> str:
    place = shown(receipt.beside(done.target, done.import_id))
    return (
        f"{shown(done.target)} holds the import, but its receipt cannot be written at {place}:"
        f" {error.strerror}\nhint: make that place free, and run the same import again: it"
        " writes the receipt; its tables, import_count, import_reject and import_notice, are there"
    )


def _guess(files: Sequence[Path], *, is_alone: bool) -> None:
    if not is_alone:
        raise click.UsageError("--guess imports nothing: leave out the other options")
    try:
        with _at_hand(files) as there:
            click.echo(guess(there), nl=False)
    except InputError as error:
        raise click.ClickException(as_text(error.problem)) from None
    except RecursionError:
        raise click.ClickException(TOO_DEEP) from None
    except KeyboardInterrupt:
        raise click.Abort("no mapping was written") from None


def _default(import_id: str) -> Path:
    root = place.root_above(Path.cwd()) or Path()
    return root / "build" / "imported" / f"{import_id}.db"


@contextmanager
def _at_hand(files: Sequence[Path]) -> Iterator[list[Path]]:
    """The files; what comes through a pipe is kept for as long as it is read."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(kept()) if str(path) == STANDARD_INPUT else path for path in files
        ]


@contextmanager
def _told(progress: Progress) -> Iterator[None]:
    """Say in a sentence why nothing was imported.

    Raises
    ------
    click.ClickException
        If nothing was.
    click.Abort
        If it was interrupted.
    """
    try:
        yield
    except (BuildError, sources.UnmatchedError) as error:
        message = f"{error}\nhint: {error.hint}"
    except InputError as error:
        message = as_text(error.problem)
    except UnfitError as error:
        more = [f"and {len(error.wrong) - SHOWN} more"] if len(error.wrong) > SHOWN else []
        message = "\n".join([str(error), *(f"  {one}" for one in (*error.wrong[:SHOWN], *more))])
    except Refused as error:
        message = f"{error.place}: error[{error.code}] {error.message}"
    except RecursionError:
        message = TOO_DEEP
    except KeyboardInterrupt:
        progress.close()
        raise click.Abort(INTERRUPTED) from None
    else:
        return
    progress.close()
    lines = "\n".join(map(printable, message.splitlines()))
    raise click.ClickException(f"{lines}\n{UNCHANGED}")


def _object(done: Imported, why: Sequence[Reason], told: Path | None) -> dict[str, object]:
    """What a program is told; of what was there already, the counts of then stand in it."""
    return {
        "path": short(done.target),
        "receipt": told and short(told),
        "import": done.import_id,
        "imported": done.is_new,
        **receipt.counts(done.target, done.import_id),
        "reasons": [asdict(one) for one in why],
    }


def _reason(one: Reason) -> str:
    column = f" in `{one.column}`" if one.column else ""
    rows = "1 row," if one.rows == 1 else f"{one.rows:,} rows, first"
    return printable(f"  {one.code}{column}: {rows} {one.place}: {one.message}")


def _summary(done: Imported, seconds: float) -> str:
    if not done.is_new:
        return f"{shown(done.target)} holds this very import already: nothing was changed"
    rate = done.n_in / max(seconds, 0.001)
    return (
        f"imported {done.n_in:,} rows into {shown(done.target)} in {seconds:.1f} s"
        f" ({rate:,.0f} a second): {done.n_stored:,} stored, {done.n_rejected:,} rejected"
    )
