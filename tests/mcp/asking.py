"""Ask tools as agents do: directly for what they say, through a client for how it travels."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.types import CallToolResult

from kb.mcp import fence, tools
from kb.mcp.base import RefusedError, opened

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search_claims", {}),
    ("search_claims", {"words": "humming plants"}),
    ("get_claim", {"claim": "taller-tomatoes"}),
    ("get_claim", {"claim": "taller-plants"}),
    ("check_text", {"text": "Humming makes tomatoes 15% taller. The moon is made of cheese."}),
    ("compare_doses", {}),
    ("compare_doses", {"population": "tomato-plants"}),
    ("gaps", {}),
    ("run_sql", {"sql": "select claim_id, claim from claim_overview"}),
]
"""A question or more for every tool but `verify`, about the knowledge base of `full`."""


def told(path: Path, tool: str, **arguments: object) -> dict[str, Any]:
    """What a tool answers, as programs get it."""
    module = tools.modules()[tool]
    with opened(path) as base:
        found = module.answer(base, module.Arguments.model_validate(arguments))
    return fence.structured(found)


def data(path: Path, tool: str, **arguments: object) -> dict[str, Any]:
    """The data of an answer."""
    found: dict[str, Any] = told(path, tool, **arguments)["data"]
    return found


def refusal(path: Path, tool: str, **arguments: object) -> str:
    """What a tool says of a question that it cannot answer."""
    with pytest.raises(RefusedError) as refused:
        told(path, tool, **arguments)
    return str(refused.value)


def quotes(value: object) -> Iterator[dict[str, Any]]:
    """Everything in an answer that has a token."""
    if isinstance(value, dict):
        if "token" in value and "text" in value:
            yield value
        for part in value.values():
            yield from quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes(part)


def changed(path: Path, folder: Path, sql: str) -> Path:
    """Give a copy of a built file in which something else is said."""
    copy = Path(shutil.copy(path, folder / "changed.db"))
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.executescript(sql)
    return copy


async def every_call(client: Client) -> list[CallToolResult]:
    """The answers to all of `CALLS`, and to verify what the first of them may be quoted for."""
    answers = [await client.call_tool(name, arguments) for name, arguments in CALLS]
    first = next(quotes(answers[0].structured_content))
    verified = {"token": first["token"], "quoted": first["text"]}
    return [*answers, await client.call_tool("verify", verified)]
