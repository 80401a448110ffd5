"""`kb new study`: the draft of a study, from the entry of its first report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.cli.asking import asked
from kb.cli.command import Command
from kb.cli.completing import records
from kb.cli.new.writing import new_id, write
from kb.cli.output import PAGE, form_option
from kb.cli.root import root_option
from kb.cli.root import text as words
from kb.corpus import Corpus, load
from kb.drafting.bibliography import doi_in, tidied
from kb.drafting.draft import draft
from kb.drafting.name import slug
from kb.drafting.web import Unreachable, bibtex
from kb.problems import Problem, nearest, printable, render
from kb.reading.bibtex import BibEntry
from kb.reading.files import read_text
from kb.schema.study import StudyFile
from kb.schema.study_vocabulary import Design, ReadingLevel, ReportRole

LEAD = """\
A draft. Read the study, tell what was done with whom, and write each result with its place, as
{key}[abstract], below `findings`; what is not told is missing with a reason.
"""
MISSING = ("population", "n_analysed", "age_mean", "female_share", "adverse events")
"""What a draft says was not read."""
RESOLVER = "https://doi.org"
LONGEST_TITLE = 120


@click.command(
    name="study",
    cls=Command,
    fails="its entry cannot be had, or the draft would have problems",
    examples=(
        "kb new study --bib smith2001 --design rct_parallel --reading-level abstract",
        "kb new study --doi 10.1000/182 --design rct_parallel --reading-level abstract",
        "kb new study --bibtex entry.bib --design cohort --reading-level full_text",
    ),
)
@click.option("--bib", "bib", shell_complete=records("source"), help="Key in citations.bib.")
@click.option("--doi", help="Its DOI: looked up in citations.bib, then at its registry.")
@click.option("--bibtex", "file", metavar="FILE|-", help="A file with its BibTeX, or - for input.")
@click.option("--design", type=click.Choice([*Design]), help="Study design.")
@click.option("--reading-level", type=click.Choice([*ReadingLevel]), help="How far it was read.")
@click.option("--title", type=words, help="A short name. [default: authors, year and title]")
@click.option("--id", "name", help="Its id. [default: the key of its entry]")
@click.option("--resolver", default=RESOLVER, show_default=True, help="Who knows the DOIs.")
@form_option(*PAGE)
@root_option
def command(
    *,
    bib: str | None,
    doi: str | None,
    file: str | None,
    design: str | None,
    reading_level: str | None,
    title: str | None,
    name: str | None,
    resolver: str,
    form: str,
    root: Path,
) -> None:
    """Begin a study from an entry of citations.bib, or from one that is added to it.

    Say where its entry is: --bib, --doi or --bibtex. A registry's entry gets the layout and the
    kind of key that this knowledge base has; no other byte of citations.bib changes.
    """
    corpus, _ = load(root)
    entry, new = _entry(corpus, bib, doi, file, resolver)
    if name is None:
        _refuse_known(corpus, entry.key)
    known = title or (f"{entry.short_citation}: " if entry.creators else "") + entry.title
    told: dict[str, object] = {
        "id": new_id(corpus, "study", name, slug(entry.key)),
        "title": known if len(known) <= LONGEST_TITLE else f"{known[: LONGEST_TITLE - 1]}…",
        "design": str(design or asked("design", [*Design])),
        "reading_level": str(reading_level or asked("reading-level", [*ReadingLevel])),
        "reports": [{"source": entry.key, "role": str(ReportRole.primary)}],
        "missing": [{"name": one, "reason": "not_read"} for one in MISSING],
    }
    text = draft(StudyFile, told, LEAD.format(key=entry.key))
    added = entry.raw + "\n" if new else None
    write(corpus, "study", str(told["id"]), text, form=form, entry=added)


def _refuse_known(corpus: Corpus, key: str) -> None:
    """Begin no second study of one report by accident.

    Raises
    ------
    click.ClickException
        If there is one.
    """
    reported = (
        study
        for study in corpus.studies.values()
        if key in {report.source for report in study.value.reports}
    )
    if study := next(reported, None):
        message = f"`{key}` reports the study `{study.id}`: go on with {study.text.file}"
        raise click.ClickException(f"{message}, or begin another of it with --id")


def _entry(
    corpus: Corpus, bib: str | None, doi: str | None, file: str | None, resolver: str
) -> tuple[BibEntry, bool]:
    """The entry, and whether it is new.

    Raises
    ------
    click.UsageError
        If it is not said which, or there is none such.
    """
    if sum(map(bool, (bib, doi, file))) != 1:
        message = "say which study by one of --bib KEY, --doi DOI, --bibtex FILE"
        raise click.UsageError(message)
    if bib:
        return _known(corpus, bib), False
    if file:
        return _new(corpus, _read(file))
    bare = doi_in(str(doi))
    if bare is None:
        message = f"`{doi}` is no DOI: one begins with 10., as 10.1000/182"
        raise click.UsageError(message)
    there = next((one for one in corpus.entries if one.doi == bare), None)
    return (there, False) if there else _new(corpus, _fetched(bare, resolver), bare)


def _known(corpus: Corpus, bib: str) -> BibEntry:
    if bib not in corpus.sources:
        hint = nearest(bib, corpus.sources) or "give its entry with --bibtex FILE"
        message = f"there is no source `{bib}` in citations.bib: {hint}"
        raise click.UsageError(message)
    return corpus.sources[bib]


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    text = read_text(Path(file), file)
    if isinstance(text, Problem):
        raise click.ClickException(render([text]))
    return text


def _fetched(doi: str, resolver: str) -> str:
    try:
        return bibtex(doi, resolver)
    except Unreachable as error:
        message = f"{error}; or give its BibTeX with --bibtex FILE, or - for standard input"
        raise click.ClickException(printable(message)) from None


def _new(corpus: Corpus, text: str, doi: str | None = None) -> tuple[BibEntry, bool]:
    """An entry in the layout of the bibliography; one that is there already as it is.

    Raises
    ------
    click.ClickException
        If the text is no entry, or that of another DOI.
    """
    entry, problems = tidied(text, corpus.sources)
    if entry is None or problems:
        why = render(problems) if problems else "there is no entry in it"
        message = f"this is no BibTeX: {why}"
        raise click.ClickException(message)
    if doi and entry.doi != doi:
        message = f"the registry answered with the entry of {entry.doi or 'no DOI'}, not of {doi}"
        raise click.ClickException(message)
    there = next((one for one in corpus.entries if one.doi and one.doi == entry.doi), None)
    return (there, False) if there else (entry, True)
