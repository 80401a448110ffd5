"""A command whose help has sections of options, examples, and exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from kb.problems import nearest, printable

OWN, GENERAL = "Options", "General"
SECTIONS: Mapping[str, str] = {
    "form": "Output",
    "limit": "Output",
    "output": "Output",
    "force": "Output",
    "quiet": "Output",
    "root": GENERAL,
    "db": GENERAL,
}
"""Under what an option stands, by its name; else among those that the command has for itself."""
FILTERS = "Filters"
WIDEST = 76
"""Characters of an option with what it takes, which a line has room for."""
ORDER = (OWN, FILTERS, "Output", GENERAL)


def unknown(what: str, name: str, known: Iterable[str], otherwise: str) -> click.UsageError:
    """The error about a name that is none, with the likeliest one meant."""
    hint = nearest(name, known) or otherwise
    return click.UsageError(printable(f"there is no {what} `{name}`: {hint}"))


def begun(lines: Mapping[str, str], letters: str) -> list[CompletionItem]:
    """The names that begin so, each with its line: what a shell is told, without loading any."""
    return [
        CompletionItem(name, help=line) for name, line in lines.items() if name.startswith(letters)
    ]


class Filter(click.Option):
    """An option that chooses records."""


class Shown(click.Command):
    """A command, or a group of them, whose help shows how it is used.

    Parameters
    ----------
    examples
        Whole command lines; a test runs each in what `kb init` begins.
    fails
        What exit code 1 means; empty for a command that has no such end.
    """

    def __init__(
        self,
        name: str | None,
        examples: Sequence[str] = (),
        fails: str = "",
        **given: Any,  # noqa: ANN401 - click's
    ) -> None:
        super().__init__(name, **given)
        self.examples = examples
        self.fails = fails

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, then what the exit codes mean."""
        with formatter.section("Examples"):
            for line in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        fails = f"1 {self.fails}, " if self.fails else ""
        formatter.write_paragraph()
        formatter.write_text(f"Exit codes: 0 done, {fails}2 misuse, 130 interrupted.")
        super().format_epilog(context, formatter)


class Command(Shown):
    """A command whose options stand in sections."""

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, by section; those of one section in the order of the others' commands."""
        sections: dict[str, list[tuple[str, str]]] = {name: [] for name in ORDER}
        for parameter in self.get_params(context):
            record = _record(parameter, context)
            if record and not isinstance(parameter, click.Argument):
                sections[_section(parameter)].append(record)
        for name, records in sections.items():
            if records:
                with formatter.section(name):
                    formatter.write_dl(records)


class Group(Shown, click.Group):
    """A group of commands."""


def _record(parameter: click.Parameter, context: click.Context) -> tuple[str, str] | None:
    """An option and its help, in which many words to choose from can be wrapped."""
    record = parameter.get_help_record(context)
    if not record or not isinstance(parameter.type, click.Choice) or len(record[0]) <= WIDEST:
        return record
    option = record[0].replace(parameter.make_metavar(context), "WORD")
    return option, f"{record[1]} One of {', '.join(parameter.type.choices)}."


def _section(parameter: click.Parameter) -> str:
    if isinstance(parameter, Filter):
        return FILTERS
    if "--help" in parameter.opts:
        return GENERAL
    return SECTIONS.get(parameter.name or "", OWN)
