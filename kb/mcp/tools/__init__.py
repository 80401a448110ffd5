"""The tools: one module each, found by being there.

A tool's module has `TITLE`, `Arguments`, `Data` and `answer`; its name is the tool's, and its
docstring what agents are told of it.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from pydantic import BaseModel

from kb.mcp.base import Base
from kb.mcp.shape import Told


class Tool(Protocol):
    """What every module here has."""

    __name__: str
    __doc__: str | None
    TITLE: str
    Arguments: type[BaseModel]
    Data: type[BaseModel]

    def answer(self, base: Base, asked: Any) -> Told:  # noqa: ANN401 - its own Arguments
        """Answer a question; RefusedError where it cannot be answered as it was asked."""


@cache
def modules() -> dict[str, Tool]:
    """All tools by name."""
    found = pkgutil.iter_modules(__path__)
    return {module.name: import_module(f"{__name__}.{module.name}") for module in found}


def about(tool: Tool) -> str:
    """What agents are told of a tool: its docstring as one paragraph a blank line."""
    paragraphs = (tool.__doc__ or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
