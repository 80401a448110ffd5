"""`kb mcp`: the knowledge base for agents, over standard input and output."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.root import BUILT, database_option, opened, root_option

NEEDED = "install kb[mcp], or the package mcp by itself, into {}"


@click.command(
    name="mcp",
    cls=Command,
    fails="there is no built file, or the protocol's package is missing",
    examples=("kb mcp", "kb mcp --db build/kb.db"),
)
@root_option
@database_option
def command(root: Path, db: Path | None) -> None:
    """Answer agents over the Model Context Protocol, on standard input and output.

    An agent's program starts this and asks: search_claims, get_claim, check_text, compare_doses,
    gaps, run_sql, verify. Nothing but reading is possible. A build while it runs is seen at the
    next question. docs/agents.md says how to set it up.
    """
    with opened(root, db):
        pass  # a file that is not there is told to who set this up, not to the agent
    if find_spec("mcp") is None:
        message = f"`kb mcp` needs the SDK of the protocol: {NEEDED.format(sys.prefix)}"
        raise click.ClickException(message)
    from kb.mcp.serving import server  # noqa: PLC0415 - half a second, needed only here

    server(db or root / BUILT).run("stdio")
