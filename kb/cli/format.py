"""`kb format`: curated files in the house order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.output import PAGE, form_option, report
from kb.cli.root import root_option, short, shown
from kb.corpus.listing import listing
from kb.drafting.order import Model, in_order
from kb.drafting.writing import replace
from kb.problems import Place, Problem, render
from kb.reading.files import read_text
from kb.reading.tree import read_tree
from kb.reading.yaml_text import YamlText, read_yaml
from kb.schema.files import FILE_KINDS, FileKind


@click.command(
    name="format",
    cls=Command,
    fails="a file is not in order, or cannot be read",
    examples=("kb format", "kb format --check --json", "kb format data/claims/*.yaml"),
)
@click.argument("files", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a file would change.")
@form_option(*PAGE)
@root_option
def command(files: Sequence[Path], check: bool, form: str, root: Path) -> None:
    """Put the fields of FILES, by default of all below data/, in the order of the schema.

    Lines are moved with their comments; nothing else changes: no quotes, no blank lines, no
    wrapping. A mapping in braces stays as it is. A file that is in order stays byte for byte.
    """
    changed, problems = [], []
    for file, kind in _chosen(root, files):
        found = _formatted(root / file, file, kind)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is not None:
            changed.append(file)
            if not check:
                replace(root / file, found)
    head = "not in order" if check else "put in order"
    told = {"written": not check, "files": [short(root / file) for file in changed]}
    report(form, told, *(f"{head}: {shown(root / file)}" for file in changed))
    if problems:
        click.echo(render(problems), err=form == "json")
    if problems or (check and changed):
        raise click.exceptions.Exit(1)


def _chosen(root: Path, files: Sequence[Path]) -> Iterator[tuple[str, FileKind]]:
    """The files asked for, as paths from the root.

    Raises
    ------
    click.UsageError
        If one of them is no curated file of this knowledge base.
    """
    known = {
        file: FILE_KINDS[kind]
        for kind, names in listing(read_tree(root))[0].items()
        for file in names
    }
    if not files:
        yield from known.items()
    for path in files:
        whole = path.resolve()
        name = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else ""
        if name not in known:
            message = f"{path} is no curated file of {root}: name one below {root / 'data'}"
            raise click.UsageError(message)
        yield name, known[name]


def _formatted(path: Path, file: str, kind: FileKind) -> str | Problem | None:
    """The text in order; None where it is; what stands in the way."""
    content = read_text(path, file)
    if isinstance(content, Problem):
        return content
    text, problems = read_yaml(content, file)
    if text is None:
        return problems[0]
    written = in_order(text, _model(text, kind))
    if written is None:
        message = "the lines of this file cannot be moved without changing what it says"
        hint = "give each key a line of its own, and comments no line of a block of text"
        return Problem(Place(file), "yaml-feature", message, hint)
    return None if written == content else written


def _model(text: YamlText, kind: FileKind) -> Model:
    """The model of a file; of guidance, whose kind is not known, what all kinds share."""
    word = text.data.get("kind") if isinstance(text.data, dict) else None
    return (kind.variants or {}).get(str(word), kind.model)
