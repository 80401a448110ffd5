"""The tools through both doors, as agents' programs use them, and what bad input does to them."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import httpx2
import pytest
import uvicorn
from datasette.app import Datasette
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.mcpserver import MCPServer
from mcp.types import CallToolResult, TextContent

from kb.cli.mcp import command
from kb.mcp import fence, tools
from kb.mcp.plugin import REPLACED
from kb.mcp.serving import server
from kb.mcp.tools import run_sql
from tests.command import PROGRAM, run
from tests.conftest import ROOT
from tests.mcp.asking import data, every_call

Found = TypeVar("Found")


@contextmanager
def listening(datasette: Datasette) -> Iterator[str]:
    """Serve a Datasette as `kb serve` does; give the address of its door for agents."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        uvicorn_server = uvicorn.Server(
            uvicorn.Config(datasette.app(), log_level="warning", lifespan="on")
        )
        thread = Thread(target=uvicorn_server.run, kwargs={"sockets": [place]})
        thread.start()
        while not uvicorn_server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{place.getsockname()[1]}/-/mcp"
        finally:
            uvicorn_server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def door(full: Path) -> Iterator[str]:
    """Serve a knowledge base with every kind of record."""
    with listening(Datasette(immutables=[str(full)])) as address:
        yield address


def through(door: Any, work: Callable[[Client], Coroutine[Any, Any, Found]]) -> Found:  # noqa: ANN401 - whatever a client takes
    """What is done with a client."""

    async def done() -> Found:
        async with Client(door) as client:
            return await work(client)

    return asyncio.run(done())


def said(answer: CallToolResult) -> str:
    """The server's own words."""
    first = answer.content[0]
    assert isinstance(first, TextContent)
    return first.text


async def greeting(client: Client) -> tuple[str | None, list[str]]:
    """The instructions of a server, and its tools, which only read."""
    found = (await client.list_tools()).tools
    for tool in found:
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.output_schema
    return client.instructions, [tool.name for tool in found]


async def structured(client: Client) -> list[Any]:
    """The structured content of every answer."""
    return [answer.structured_content for answer in await every_call(client)]


def test_both_doors_give_the_same_answers(full: Path, door: str) -> None:
    names = list(tools.modules())
    words = ["mcp", "--root", str(ROOT), "--db", str(full)]
    parameters = StdioServerParameters(command=str(PROGRAM), args=words)

    async def both(client: Client) -> tuple[Any, Any]:
        return await greeting(client), await structured(client)

    by_pipe = through(stdio_client(parameters), both)
    by_http = through(door, both)
    assert by_pipe == by_http
    assert by_pipe[0] == (fence.INSTRUCTIONS, names)
    assert by_pipe[1][0]["data"] == data(full, "search_claims")


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("search_claims", {"people": ["plants"]}, "there is no argument `people`: there is words,"),
    ("search_claims", {"words": "x" * 1_000_000}, "words: string should have at most 500"),
    ("search_claims", {"words": ["a", 1]}, "words: input should be a valid string"),
    ("search_claims", {"limit": 10**30}, "limit: input should be less than or equal to 50"),
    ("search_claims", {"n_from": "many"}, "n_from: input should be a valid number"),
    ("search_claims", {"outcome": "[" * 100_000}, '`outcome` takes a list: write ["[['),
    ("search_claims", {"document": ["\0"]}, "no document is called “\\u0000”"),
    ("get_claim", {}, "`claim` is needed: Id of the claim, or id@version"),
    ("get_claim", {"clam": "x"}, "there is no argument `clam`: did you mean `claim`?"),
    ("verify", {"quoted": "x"}, "`token` is needed: The token that came with the text"),
    ("gaps", {"document": "xyz"}, "no document has the id `xyz`: there is "),
    ("get_claim", {"claim": "\0' or 1=1 --"}, "no claim has the id"),
    ("get_claim", {"claim": "old-tale", "sections": ["all"]}, "sections.0: input should be"),
    ("check_text", {"text": ""}, "text: string should have at least 1 character"),
    ("check_text", {"text": "\ud800"}, "half of a surrogate pair"),
    ("run_sql", {"sql": "drop table claim"}, "only reading is allowed here"),
    ("run_sql", {"sql": "select :a", "parameters": {"a": {"b": 1}}}, "parameters.a"),
    ("run_sql", {"sql": "select :a", "parameters": {"a": 10**40}}, "too large"),
    ("verify", {"token": 1, "quoted": None}, "token: input should be a valid string, not '1'"),
    ("no_such_tool", {}, "Unknown tool: no_such_tool"),
]
"""Questions that cannot be answered, and what is said of each."""


@pytest.fixture(scope="module")
def inside(full: Path) -> MCPServer:
    """Give a server to be asked in this process."""
    return server(full)


def test_bad_arguments_are_refused_in_a_sentence(inside: MCPServer) -> None:
    async def ask(client: Client) -> list[CallToolResult]:
        refused = [await client.call_tool(tool, arguments) for tool, arguments, _ in BAD]
        return [*refused, await client.call_tool("gaps", {})]

    *refused, after = through(inside, ask)
    assert not after.is_error
    for (tool, _, words), answer in zip(BAD, refused, strict=True):
        assert answer.is_error
        assert words in said(answer), tool
        assert len(said(answer)) < 700


def test_null_and_lists_in_strings_are_what_programs_mean(inside: MCPServer) -> None:
    async def ask(client: Client) -> CallToolResult:
        asked = {"population": '["plants"]', "words": None, "order": None, "limit": 1}
        return await client.call_tool("search_claims", asked)

    assert said(through(inside, ask)).startswith("Claims 1 to 1 of ")


def test_a_file_that_goes_is_said_and_a_new_one_is_read(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "kb.db"

    async def ask(client: Client) -> list[CallToolResult]:
        missing = await client.call_tool("gaps", {})
        path.symlink_to(full)
        return [missing, await client.call_tool("gaps", {})]

    missing, there = through(server(path), ask)
    assert "kb.db is not there: run `kb build`" in said(missing)
    assert not there.is_error


def test_sql_without_end_is_stopped(inside: MCPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_sql, "SECONDS", 0.1)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"

    async def ask(client: Client) -> list[CallToolResult]:
        calls = [client.call_tool("run_sql", {"sql": endless}) for _ in range(3)]
        return [*await asyncio.gather(*calls), await client.call_tool("gaps", {})]

    *stopped, after = through(inside, ask)
    ends = {said(one).rpartition(": ")[2] for one in stopped}
    assert ends == {'"the query took more than 0.1 seconds and was stopped"'}
    assert not after.is_error


def asked(number: int, method: str, **parameters: Any) -> bytes:  # noqa: ANN401 - JSON
    """A message as it travels."""
    message = {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}
    return json.dumps(message).encode()


BEGIN = asked(
    0,
    "initialize",
    protocolVersion="2025-06-18",
    capabilities={},
    clientInfo={"name": "test", "version": "1"},
)
BEGUN = b'{"jsonrpc": "2.0", "method": "notifications/initialized"}'
SURROGATE = asked(7, "tools/call", name="check_text", arguments={"text": "\ud800"})
ASK = asked(9, "tools/call", name="gaps", arguments={"limit": 1})


@pytest.mark.slow
def test_the_command_answers_whatever_is_sent(full: Path) -> None:
    bad = [b"\xff\xfe\0", b"{", b"[" * 5000, b"null", SURROGATE, b'"' + b"x" * 1_000_000 + b'"']
    words = [str(PROGRAM), "mcp", "--root", str(ROOT), "--db", str(full)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet
    ) as program:
        assert program.stdin
        assert program.stdout
        program.stdin.write(b"\n".join([BEGIN, BEGUN, *bad, ASK, b""]))
        program.stdin.flush()
        answers = map(json.loads, program.stdout)
        answer = next(one for one in answers if one.get("id") == 9)
        program.stdin.close()
        assert program.wait(20) == 0
    assert answer["result"]["structuredContent"]["summary"].startswith("1 of 6 gaps")


def test_the_command_ends_with_its_input(full: Path) -> None:
    result = run("mcp", "--root", ROOT, "--db", full, stdin=b"")
    assert (result.exit_code, result.output) == (0, "")


def test_the_command_says_what_to_install(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = run("mcp", "--root", ROOT, "--db", full)
    assert result.exit_code == 1
    assert "needs the SDK of the protocol: install kb[mcp], or the package mcp" in result.stderr


def test_the_command_wants_a_built_file(tmp_path: Path) -> None:
    result = run("mcp", "--root", ROOT, "--db", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "run `kb build` first" in result.stderr


def test_half_a_surrogate_pair_over_http_is_refused(door: str) -> None:
    sent = Request(  # noqa: S310 - our own address
        door,
        SURROGATE,
        {"content-type": "application/json", "accept": "application/json, text/event-stream"},
    )
    with pytest.raises(HTTPError) as refused:
        urlopen(sent, timeout=20)  # noqa: S310 - our own address
    assert 400 <= refused.value.code < 500
    refused.value.close()
    assert through(door, greeting)[1] == list(tools.modules())


def test_who_may_not_see_the_database_is_told_so(full: Path) -> None:
    datasette = restricted(full, "allow", who={"id": "root"})
    cookie = f"ds_actor={datasette.sign({'a': {'id': 'root'}}, 'actor')}"

    async def gaps(client: Client) -> CallToolResult:
        return await client.call_tool("gaps", {})

    async def signed_in(address: str) -> CallToolResult:
        async with httpx2.AsyncClient(headers={"cookie": cookie}) as http:
            door = streamable_http_client(address, http_client=http)
            async with Client(door) as client:
                return await gaps(client)

    with listening(datasette) as address:
        refused = through(address, gaps)
        given = asyncio.run(signed_in(address))
    assert "you may not use gaps here: Datasette refuses `view-database`" in said(refused)
    assert not given.is_error


def test_who_may_not_use_sql_may_still_ask(full: Path) -> None:
    async def both(client: Client) -> list[CallToolResult]:
        sql = await client.call_tool("run_sql", {"sql": "select 1"})
        return [sql, await client.call_tool("gaps", {})]

    with listening(restricted(full, "allow_sql", who=False)) as address:
        refused, given = through(address, both)
    assert "refuses `execute-sql`" in said(refused)
    assert not given.is_error


def restricted(path: Path, name: str, *, who: object) -> Datasette:
    """A Datasette that lets not everybody do everything; 1.0 reads that from its configuration."""
    rule = {"databases": {path.stem: {name: who}}}
    where = "config" if hasattr(Datasette, "allowed") else "metadata"
    return Datasette(immutables=[str(path)], **{where: rule})


def test_other_databases_keep_the_tools_for_them(full: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).close()
    other.touch()
    with listening(Datasette(immutables=[str(other), str(full)])) as address:
        _, names = through(address, greeting)
    assert set(names) == {*tools.modules(), *REPLACED}
    with listening(Datasette([str(other)])) as address:
        assert set(through(address, greeting)[1]) == set(REPLACED)


def test_programs_are_set_up_as_the_documentation_says() -> None:
    text = (ROOT / "docs" / "agents.md").read_text("utf-8")
    piped, over_http = (
        json.loads(block)["mcpServers"]["kb"]
        for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    )
    assert Path(piped["command"]).name == PROGRAM.name
    name, *options = piped["args"]
    known = [word for option in command.params for word in option.opts]
    assert name == command.name
    assert set(options[::2]) <= set(known)
    assert over_http["url"].endswith("/-/mcp")
