"""The same tools at `/-/mcp` of a Datasette that has the plugin `datasette-mcp`.

Without that plugin nothing calls the hook, and nothing more is imported.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from datasette import hookimpl

from kb.mcp.base import RefusedError, opened

Hook = TypeVar("Hook", bound=Callable[..., Any])
REPLACED = ("list_databases", "get_database_schema", "execute_sql")
"""Tools of `datasette-mcp` that ours replace where nothing but a knowledge base is served."""
NEEDED = {"run_sql": "execute-sql"}
"""Datasette's permission to use a tool, where it is not that to see the database."""


def _last(function: Hook) -> Hook:
    """Mark a hook that is called after those of other plugins; Datasette publishes no types."""
    return cast("Hook", hookimpl(trylast=True)(function))


@_last
def register_mcp_tools(datasette: Any, mcp: Any) -> None:  # noqa: ANN401 - as above
    """Add our tools for the first knowledge base among the databases."""
    served = {name: one for name, one in datasette.databases.items() if name != "_internal"}
    name = next((name for name, one in served.items() if one.path and _is_ours(one.path)), None)
    if name is None:
        return
    from kb.mcp import fence, serving  # noqa: PLC0415 - half a second, needed only here

    async def located(tool: str, context: Any) -> Path:  # noqa: ANN401 - the SDK's Context
        action = NEEDED.get(tool, "view-database")
        if not await _is_allowed(datasette, _actor(context), action, name):
            message = f"you may not use {tool} here: Datasette refuses `{action}`"
            raise RefusedError(message)
        return Path(datasette.get_database(name).path)

    logging.getLogger("mcp").setLevel(logging.WARNING)  # each refused question is a line of INFO
    serving.register(mcp, located)
    mcp.middleware.append(fence.instructed)
    if len(served) == 1:
        for tool in REPLACED:
            mcp.remove_tool(tool)


def _is_ours(path: str) -> bool:
    try:
        with opened(Path(path)):
            return True
    except RefusedError:
        return False


def _actor(context: Any) -> dict[str, Any] | None:  # noqa: ANN401 - the SDK's Context
    """Who asks, as Datasette found out before it passed the request on."""
    actor: dict[str, Any] | None = context.request_context.request.scope.get("actor")
    return actor


async def _is_allowed(datasette: Any, actor: object, action: str, database: str) -> bool:  # noqa: ANN401
    """Whether somebody may do something with a database, by either Datasette."""
    if hasattr(datasette, "allowed"):  # pragma: no cover - 1.0 only; tests/mcp runs on it too
        from datasette.resources import DatabaseResource  # noqa: PLC0415 - 0.65 has none

        await datasette.invoke_startup()
        return bool(
            await datasette.allowed(action=action, resource=DatabaseResource(database), actor=actor)
        )
    allowed = await datasette.permission_allowed(actor, action, database, default=True)
    return bool(allowed)
