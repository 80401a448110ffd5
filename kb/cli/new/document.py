"""`kb new document`: an article's text at hand, and the draft of its file."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.completing import records
from kb.cli.mark import COPIES
from kb.cli.new.writing import new_id, write
from kb.cli.output import PAGE, form_option
from kb.cli.root import root_option, shown
from kb.cli.root import text as words
from kb.corpus import Corpus, load
from kb.drafting import article
from kb.drafting import document as drafts
from kb.drafting.article import HTML, KINDS, MARKDOWN, TEXT
from kb.drafting.draft import TO_DESCRIBE
from kb.drafting.name import slug
from kb.drafting.web import Unreachable, page
from kb.problems import Problem, nearest, printable, render
from kb.reading.files import read_text

LONGEST_TITLE = 200
SUFFIXES = {TEXT: ".txt", MARKDOWN: ".md", HTML: ".txt"}


@click.command(
    name="document",
    cls=Command,
    fails="the article cannot be had, or its draft would have problems",
    examples=(
        "kb new document article.txt",
        'kb new document page.html --about "A blog post for runners."',
        "kb new document https://example.org/article --source smith2020",
    ),
)
@click.argument("origin", metavar="FILE|URL")
@click.option("--id", "name", help="Its id. [default: of the words of its title]")
@click.option("--title", type=words, help="Its title. [default: as it says itself]")
@click.option("--about", type=words, help="What it is and whom it addresses, in own words.")
@click.option("--published", help="Its date. [default: as it says itself]")
@click.option(
    "--source",
    shell_complete=records("source"),
    help="Its entry in citations.bib. [default: a new one]",
)
@click.option(
    "--documents",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Folder for the text, which git must ignore. [default: {COPIES}]",
)
@form_option(*PAGE)
@root_option
def command(
    origin: str,
    *,
    name: str | None,
    title: str | None,
    about: str | None,
    published: str | None,
    source: str | None,
    documents: Path | None,
    form: str,
    root: Path,
) -> None:
    """Begin a document from FILE or URL: text, Markdown or HTML.

    Its text is kept in a folder of your own, never in the repository; the draft has its digest
    and headings, and proposes a place for each sentence that is to become a statement.
    """
    corpus, _ = load(root)
    folder = (documents or root / COPIES).resolve()
    _refuse_published(folder)
    text, kind, url = _had(origin)
    found = article.read(text, kind)
    _refuse_known(corpus, found.text)
    title = (title or found.title)[:LONGEST_TITLE] or "untitled"
    day = published or found.published
    told: dict[str, object] = {
        "id": new_id(corpus, "document", name, slug(title)),
        "title": title,
        "published": day or None,
        "published_missing": None if day else "not_read",
        "about": about or TO_DESCRIBE,
    }
    if source:
        told["source"], entry = _known(corpus, source), None
    else:
        told["source"], entry = drafts.source(found, title, day, url, corpus.sources)
    place = _place(folder, Path(origin), f"{told['id']}{SUFFIXES[kind]}", is_text=kind != HTML)
    told["file_name"] = place.name
    copies = {} if place.exists() and _is_same(place, origin) else {place: found.text.encode()}
    write(
        corpus,
        "document",
        str(told["id"]),
        drafts.document(found, told),
        form=form,
        entry=entry,
        copies=copies,
    )
    click.echo(f"next: kb mark {told['id']}", err=True)


def _refuse_published(folder: Path) -> None:
    """Keep texts out of the repository: git must ignore their folder.

    Raises
    ------
    click.UsageError
        If git would take them in.
    """
    there = next(one for one in (folder, *folder.parents) if one.is_dir())
    git = shutil.which("git")
    asking = ["-C", str(there), "check-ignore", "--quiet", str(folder / "text.txt")]
    if git and subprocess.run([git, *asking], check=False, capture_output=True).returncode == 1:  # noqa: S603 - git, and a path
        message = (
            f"git would take in {shown(folder)}, and an article's text is not ours to publish: "
            f"write `/{folder.name}/` into .gitignore, or give another folder with --documents"
        )
        raise click.UsageError(message)


def _refuse_known(corpus: Corpus, text: str) -> None:
    """Begin no second file of one text.

    Raises
    ------
    click.ClickException
        If there is one.
    """
    known = sha256(text.encode()).hexdigest()
    for record in corpus.documents.values():
        if record.value.sha256 == known:
            message = f"this is the text of `{record.id}`: go on with `kb mark {record.id}`"
            raise click.ClickException(message)


def _had(origin: str) -> tuple[str, str, str]:
    """The text of a file or address, what it is, and the address.

    Raises
    ------
    click.ClickException
        If it cannot be had.
    """
    if origin.startswith(("http://", "https://")):
        try:
            answer = page(origin)
        except Unreachable as error:
            message = f"{error}; or save the text yourself and give the file"
            raise click.ClickException(printable(message)) from None
        return answer.text, answer.kind, answer.url
    path = Path(origin)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        message = f"{origin} is no text, Markdown or HTML file: save it as {', '.join(KINDS)}"
        raise click.UsageError(message.replace(", ,", ","))
    text = read_text(path, shown(path), keep_mark=True)
    if isinstance(text, Problem):
        raise click.ClickException(render([text]))
    return text, kind, ""


def _known(corpus: Corpus, source: str) -> str:
    """The source asked for.

    Raises
    ------
    click.UsageError
        If there is no such source.
    """
    if source not in corpus.sources:
        hint = nearest(source, corpus.sources) or "leave --source out to begin one"
        message = f"there is no source `{source}` in citations.bib: {hint}"
        raise click.UsageError(message)
    return source


def _place(folder: Path, origin: Path, name: str, *, is_text: bool) -> Path:
    """Where the text is kept: where it lies, if that is the folder."""
    return origin.resolve() if is_text and origin.resolve().parent == folder else folder / name


def _is_same(place: Path, origin: str) -> bool:
    """Whether the text lies there already."""
    return Path(origin).is_file() and place.read_bytes() == Path(origin).read_bytes()
