"""A statement written at a marked passage: what it needs and was not told is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from kb.cli.asking import asked
from kb.corpus import Corpus, Record
from kb.drafting import layout, passage
from kb.drafting.checking import problems_of
from kb.drafting.name import slug, unused
from kb.drafting.statement import with_statement
from kb.drafting.writing import replace as rewrite
from kb.problems import Problem, render
from kb.schema.document import DocumentFile
from kb.schema.vocabulary import Attribution, Hedging, StatementKind
from kb.spans import Span, digest

Told = Mapping[str, str | tuple[str, ...] | None]
"""What was told of a statement, by the names of the options."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The document worked on: its text, where that is, and its record where there is one."""

    path: Path
    text: str
    corpus: Corpus | None = None
    record: Record[DocumentFile] | None = None


def add(marked: Marked, span: Span, told: Told) -> None:
    """Write the statement, unless `kb check --documents` would say something of it.

    Raises
    ------
    click.UsageError
        If the document is a file of no knowledge base.
    click.ClickException
        If its file has no room for a statement.
    click.exceptions.Exit
        With code 1 after the problems were printed; the file is as it was.
    """
    corpus, document = marked.corpus, marked.record
    if corpus is None or document is None:
        message = "--add needs a document of this knowledge base: give its id, not a file"
        raise click.UsageError(message)
    record = _statement(marked.text, document.value, span, told)
    file = document.text.file
    written = with_statement(document.text, record, span)
    if written is None:
        message = f"{file} is as it was: give `statements:` and each of them lines of their own"
        raise click.ClickException(message)
    at_hand = replace(corpus, texts={document.id: marked.text})
    if problems := _new_problems(at_hand, document, written):
        click.echo(render(problems))
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(1)
    rewrite(corpus.root / file, written)
    click.echo(f"wrote {document.id}.{record['id']} to {file}", err=True)


def _new_problems(corpus: Corpus, document: Record[DocumentFile], written: str) -> list[Problem]:
    """Problems of the text to be written that were not there before, wherever they stood."""
    problems = problems_of(corpus, "document", document.id, written)
    if not problems:
        return []
    before = problems_of(corpus, "document", document.id, document.text.text)
    known = {(one.code, one.message) for one in before}
    return [one for one in problems if (one.code, one.message) not in known]


def _statement(text: str, document: DocumentFile, span: Span, told: Told) -> dict[str, object]:
    """The statement in the order of its fields."""
    kind = told["kind"] or asked("kind", [*StatementKind])
    place = {"span": layout.row(span), "digest": digest(text, *span), "kind": str(kind)}
    taken = {one.id for one in document.statements}
    if kind == StatementKind.noise:
        name = told["name"] or unused(slug(passage.anchor(text, span), 3), taken)
        return {"id": name, **place}
    gist = told["gist"] or asked("gist")
    attribution = told["attribution"] or asked("attribution", [*Attribution])
    credit = told["attribution_words"]
    if attribution != Attribution.none:
        credit = credit or asked("attribution-words")
    hedging = told["hedging"] or asked("hedging", [*Hedging])
    return {
        "id": told["name"] or unused(slug(str(gist), 4), taken),
        **place,
        "gist": gist,
        "anchor": passage.anchor(text, span),
        "attribution": str(attribution),
        "attribution_words": credit,
        "hedging": str(hedging),
        "claims": [{"claim": claim} for claim in told["claims"] or ()] or None,
    }
