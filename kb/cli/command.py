"""A command whose help has sections of options, examples, and exit codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

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
ORDER = (OWN, FILTERS, "Output", GENERAL)


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
            record = parameter.get_help_record(context)
            if record and not isinstance(parameter, click.Argument):
                sections[_section(parameter)].append(record)
        for name, records in sections.items():
            if records:
                with formatter.section(name):
                    formatter.write_dl(records)


class Group(Shown, click.Group):
    """A group of commands."""


def _section(parameter: click.Parameter) -> str:
    if isinstance(parameter, Filter):
        return FILTERS
    if "--help" in parameter.opts:
        return GENERAL
    return SECTIONS.get(parameter.name or "", OWN)
