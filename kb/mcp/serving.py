"""Put the tools on a server of the Model Context Protocol."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ValidationError, WithJsonSchema, create_model

from kb import __version__
from kb.mcp import arguments, fence, tools
from kb.mcp.base import RefusedError, opened
from kb.mcp.shape import Part
from kb.mcp.tools import Tool

Located = Callable[[str, Context[Any]], Awaitable[Path]]
"""Gives the built file for a call of a tool by its name, or raises RefusedError."""
AT_ONCE = 2
"""Calls that read at the same time: pages that are served beside them need threads, too."""
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def server(path: Path) -> MCPServer:
    """A server that answers from one built file."""

    async def always(_tool: str, _context: Context[Any]) -> Path:
        return path

    instructions = fence.INSTRUCTIONS
    made = MCPServer("kb", instructions=instructions, version=__version__, log_level="WARNING")
    register(made, always)
    return made


def register(mcp: MCPServer, located: Located) -> None:
    """Add every tool to a server."""
    limiter = CapacityLimiter(AT_ONCE)
    for name, tool in tools.modules().items():
        mcp.add_tool(
            _callable(name, tool, located, limiter),
            name=name,
            title=tool.TITLE,
            description=tools.about(tool),
            annotations=_READ_ONLY,
        )
    mcp.middleware.append(_complete)


async def _complete(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Say what a call lacks, which the SDK would say in words of its own."""
    if ctx.method == "tools/call" and (lacking := arguments.lacking(ctx.params or {})):
        said = TextContent(type="text", text=fence.visible(lacking))
        return CallToolResult(content=[said], is_error=True)
    return await call_next(ctx)


def _callable(
    name: str, tool: Tool, located: Located, limiter: CapacityLimiter
) -> Callable[..., Awaitable[CallToolResult]]:
    """What the SDK calls: it publishes the signature; arguments are checked here."""

    async def call(context: Context[Any], **given: object) -> CallToolResult:
        try:
            asked = tool.Arguments.model_validate(_given(context, given))
            path = await located(name, context)
            return await to_thread.run_sync(partial(_result, tool, path, asked), limiter=limiter)
        except ValidationError as error:
            raise ToolError(fence.visible(arguments.told(tool, error))) from None
        except RefusedError as error:
            raise ToolError(fence.visible(str(error))) from None

    call.__name__ = name
    call.__signature__ = _signature(tool)  # type: ignore[attr-defined]  # inspect looks for it
    call.__annotations__ = {"context": Context}
    return call


def _signature(tool: Tool) -> inspect.Signature:
    """One parameter a field, that takes anything and is published as what the field takes."""
    schema = tool.Arguments.model_json_schema()
    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty
            if field.is_required()
            else field.get_default(call_default_factory=True),
            annotation=Annotated[Any, WithJsonSchema(_published(schema["properties"][name]))],
        )
        for name, field in tool.Arguments.model_fields.items()
    ]
    answer = create_model("Answer", __base__=Part, summary=str, notice=str, data=tool.Data)
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Context
    )
    return inspect.Signature(
        [context, *parameters], return_annotation=Annotated[CallToolResult, answer]
    )


def _published(field: dict[str, Any]) -> dict[str, Any]:
    """A field's schema without what tells an agent nothing: its title, and that it may be null."""
    told = {name: value for name, value in field.items() if name not in {"title", "anyOf"}}
    some: dict[str, Any] = next(
        (one for one in field.get("anyOf", ()) if one["type"] != "null"), {}
    )
    return some | told


def _given(context: Context[Any], known: dict[str, object]) -> dict[str, object]:
    """Arguments as they were sent, with those that the SDK passes over; null is none."""
    sent = (context.request_context.params or {}).get("arguments") or {}
    try:
        json.dumps(sent, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        message = "an argument holds a character that is none (half of a surrogate pair)"
        raise RefusedError(message) from None
    return {
        name: known.get(name, value)
        for name, value in sent.items()
        if value is not None or name not in known
    }


def _result(tool: Tool, path: Path, asked: object) -> CallToolResult:
    with opened(path) as base:
        told = tool.answer(base, asked)
    return CallToolResult(
        content=[TextContent(type="text", text=text) for text in fence.texts(told)],
        structured_content=fence.structured(told),
    )
