"""`kb new`: drafts of documents, claims and studies."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from kb.cli.command import Group, begun, unknown

DRAFTS: Mapping[str, str] = {
    "document": "Begin an article's file, from a file or an address.",
    "claim": "Begin a claim of terms that are there.",
    "study": "Begin a study from its entry in citations.bib, or from its DOI.",
}
"""Name and one line of each kind of draft."""


class Drafts(Group):
    """A group whose commands are modules beside this one, imported when called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Names in the order in which a knowledge base grows."""
        return list(DRAFTS)

    def get_command(self, _context: click.Context, name: str) -> click.Command:
        """The command of a name.

        Raises
        ------
        click.UsageError
            If there is none.
        """
        if name not in DRAFTS:
            raise unknown("kind of draft", name, DRAFTS, f"there is {', '.join(DRAFTS)}")
        found: click.Command = import_module(f"kb.cli.new.{name}").command
        return found

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """The kinds of draft that begin so, without loading any."""
        own = click.Command.shell_complete(self, context, incomplete)
        return [*begun(DRAFTS, incomplete), *own]

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(DRAFTS.items()))


@click.group(
    name="new",
    cls=Drafts,
    fails="the draft has problems, or its place is taken",
    examples=(
        'kb new claim --kind descriptive --claim "Examples are common." --intervention example',
    ),
)
def command() -> None:
    """Begin a record: a commented draft in the right place, which `kb check` accepts.

    Nothing that is there is ever overwritten, and a draft with problems is not written.
    """
