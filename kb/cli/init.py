"""`kb init`: a new knowledge base that builds at once."""

from __future__ import annotations

import re
import shlex
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.output import PAGE, form_option, report
from kb.cli.schema import generated

TEMPLATE = resources.files("kb.cli").joinpath("template")


@click.command(name="init", cls=Command, examples=("kb init my-topic", "kb init other --json"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@form_option(*PAGE)
def command(folder: Path, form: str) -> None:
    """Begin a new knowledge base in FOLDER: it checks and builds at once.

    It holds one document, statement and claim of nobody's topic, to be replaced by yours.
    """
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty: name a new folder, so that nothing is overwritten"
        raise click.UsageError(message)
    begun = sorted(files().items())
    for path, text in begun:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    where = shlex.quote(str(folder))
    told = {"folder": str(folder), "files": [path for path, _ in begun]}
    report(form, told, f"began a knowledge base in {where}", f"next: kb serve --root {where}")


def files() -> dict[str, str]:
    """The files of a new knowledge base, by path: the template and the generated schemas."""
    found: dict[str, str] = {}
    folders: list[tuple[str, Traversable]] = [("", TEMPLATE)]
    while folders:
        prefix, folder = folders.pop()
        for item in folder.iterdir():
            if item.is_dir():
                folders.append((f"{prefix}{item.name}/", item))
            else:
                found[prefix + re.sub("^dot-", ".", item.name)] = item.read_text("utf-8")
    schemas = {f"docs/{name}": text for name, text in generated().items() if "schema/" in name}
    return {**found, **schemas}
