"""`kb mark`: the place of a passage in a document, and a statement written there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import click

from kb.cli import stating
from kb.cli.command import Command
from kb.cli.completing import records
from kb.cli.output import PAGE, form_option
from kb.cli.root import FOLDER, find_root, shown
from kb.cli.root import text as words
from kb.cli.stating import Marked
from kb.corpus import load
from kb.drafting import layout, passage
from kb.drafting.name import fault
from kb.problems import Problem, as_json, printable, render
from kb.reading.files import read_text
from kb.schema.vocabulary import Attribution, Hedging, StatementKind
from kb.spans import Span, digest, find

COPIES = "documents"
"""The folder of a curator's own copies, which git ignores, below the root."""
SHOWN = 80
"""Characters of a passage that may have been meant."""


@click.command(
    name="mark",
    cls=Command,
    fails="the words stand nowhere, or in several places",
    examples=(
        "kb mark example",
        'kb mark example "Studies show" "begin."',
        'kb mark example "up to 30 %" --sentence',
    ),
)
@click.argument("document", shell_complete=records("document"))
@click.argument("first", type=words, required=False)
@click.argument("last", type=words, required=False)
@click.option("--sentence", is_flag=True, help="Take the whole sentence that the words stand in.")
@click.option("--add", is_flag=True, help="Write a statement into the document's file.")
@click.option("--kind", type=click.Choice([*StatementKind]), help="What the statement does.")
@click.option("--gist", type=words, help="What it says, in own words.")
@click.option("--attribution", type=click.Choice([*Attribution]), help="To whom it is credited.")
@click.option("--attribution-words", type=words, help="The words that credit it.")
@click.option("--hedging", type=click.Choice([*Hedging]), help="How sure the words sound.")
@click.option(
    "--claim", "claims", multiple=True, shell_complete=records("claim"), help="A claim it makes."
)
@click.option("--id", "name", help="Its id. [default: of the first words of the gist]")
@click.option(
    "--documents",
    type=FOLDER,
    metavar="DIR",
    help=f"Folder with your own copies. [default: {COPIES}]",
)
@form_option(*PAGE)
@click.option(
    "--root", type=FOLDER, metavar="DIR", help="Folder with data/. [default: the nearest above]"
)
def command(
    document: str,
    *,
    first: str | None,
    last: str | None,
    sentence: bool,
    add: bool,
    documents: Path | None,
    form: str,
    root: Path | None,
    **told: str | tuple[str, ...] | None,
) -> None:
    """Say heading, span, digest and anchor of a passage, ready to paste.

    DOCUMENT is the id of a document, or a file. The passage goes from its FIRST words to its
    LAST, or is the FIRST alone; white space counts as one space. Without words: what the
    document's file says of its text, and the sentences in which no statement stands yet.
    With --add the passage is written as a statement, in reading order; what is not told is asked.
    """
    marked = _opened(document, documents, root)
    if first is None:
        _overview(marked, form)
        return
    spans = find(marked.text, first, last or first)
    if sentence:
        spans = sorted({passage.sentence_of(marked.text, span) for span in spans})
    if not spans:
        said = f"from “{first}” to “{last}”" if last else f"“{first}”"
        hint = _near(marked.text, first, last or first) or "copy the words from it, case and all"
        raise click.ClickException(f"{shown(marked.path)} has no passage {said}: {hint}")
    _tell([_found(marked, span) for span in spans], form)
    if len(spans) > 1:
        click.echo(f"{len(spans)} passages begin and end so: give more words", err=True)
        raise click.exceptions.Exit(1)
    if add:
        stating.add(marked, spans[0], told)


def _near(text: str, first: str, last: str) -> str:
    """The passage that differs in case alone, as a hint; empty where there is none."""
    low = text.lower()  # of some letters, two: places are others then
    spans = find(low, first.lower(), last.lower()) if len(low) == len(text) else []
    words = [" ".join(text[slice(*span)].split())[:SHOWN] for span in spans[:1]]
    return f"did you mean “{words[0]}”?" if words else ""


def _opened(document: str, documents: Path | None, root: Path | None) -> Marked:
    """The document of an id, or of a file.

    Raises
    ------
    click.exceptions.Exit
        With code 1 after the problem of a text that cannot be read was printed.
    """
    path = Path(document)
    if path.exists() and fault(document):  # no id, so that it is surely meant
        return Marked(path, _text(path))
    corpus, _ = load((root or find_root(Path.cwd())).resolve())
    record = corpus.documents.get(document)
    if record is None and path.exists():
        return Marked(path, _text(path))
    if record is None:
        known = ", ".join(corpus.documents) or "none"
        message = f"there is no document `{document}`, nor such a file; there are: {known}"
        raise click.UsageError(message)
    path = (documents or corpus.root / COPIES) / record.value.file_name
    return Marked(path, _text(path), corpus, record)


def _text(path: Path) -> str:
    text = read_text(path, shown(path), keep_mark=True)
    if isinstance(text, Problem):
        click.echo(render([text]))
        raise click.exceptions.Exit(1)
    return text


def _overview(marked: Marked, form: str) -> None:
    """What a document's file says of its text; the sentences that are not marked."""
    text = marked.text
    about = {
        "file_name": marked.path.name,
        "sha256": sha256(text.encode()).hexdigest(),
        "characters": len(text),
    }
    left = passage.unmarked(text, marked.record.value) if marked.record else []
    if form == "json":
        rows = [{"span": span, "text": text[slice(*span)]} for span in left]
        click.echo(as_json({**about, "unmarked": rows}))
        return
    click.echo(layout.lines(about), nl=False)
    if marked.record:
        click.echo(f"# sentences without a statement: {len(left)}")
    for start, end in left:
        click.echo(printable(f"# [{start}, {end}] {' '.join(text[start:end].split())}"))


def _found(marked: Marked, span: Span) -> dict[str, object]:
    under = passage.heading(marked.record.value, span) if marked.record else None
    return {
        "heading": under,
        "span": layout.row(span),
        "digest": digest(marked.text, *span),
        "anchor": passage.anchor(marked.text, span) or None,
    }


def _tell(found: list[dict[str, object]], form: str) -> None:
    """Print passages: the heading is a comment, for it stands in no statement."""
    if form == "json":
        click.echo(as_json(found))
        return
    for one in found:
        if one["heading"]:
            click.echo(printable(f"# under “{one['heading']}”"))
        click.echo(layout.lines({**one, "heading": None}), nl=False)
