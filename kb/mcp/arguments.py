"""What is wrong with the arguments of a call, in sentences that say how to write them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from kb.mcp import tools
from kb.mcp.tools import Tool
from kb.problems import nearest

_SHOWN = 100


def lacking(called: Mapping[str, Any]) -> str:
    """What is wrong with a call that lacks an argument; empty if it lacks none."""
    tool = tools.modules().get(called.get("name", ""))
    if tool is None:
        return ""
    try:
        tool.Arguments.model_validate(called.get("arguments") or {})
    except ValidationError as error:
        is_lacking = any(each["type"] == "missing" for each in error.errors(include_url=False))
        return told(tool, error) if is_lacking else ""
    return ""


def told(tool: Tool, error: ValidationError) -> str:
    """What is wrong with arguments, one after the other."""
    return "; ".join(_fault(tool, each) for each in error.errors(include_url=False))


def _fault(tool: Tool, error: Any) -> str:  # noqa: ANN401 - pydantic's own
    name = ".".join(map(str, error["loc"]))
    fields = tool.Arguments.model_fields
    if error["type"] == "missing":
        return f"`{name}` is needed: {fields[name].description}"
    if error["type"] == "extra_forbidden":
        near = nearest(name, fields) or f"there is {', '.join(fields)}"
        return f"there is no argument `{name[:_SHOWN]}`: {near}"
    if error["type"] == "list_type":
        return f"`{name}` takes a list: write {json.dumps([error['input']], default=str)[:_SHOWN]}"
    return f"{name[:_SHOWN]}: {error['msg'].lower()}, not {str(error['input'])[:_SHOWN]!r}"
