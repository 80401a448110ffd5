"""JSON-LD as it is written: a context and a list of nodes, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

Node = dict[str, Any]


def write(out: BinaryIO, head: Mapping[str, object], items: str, nodes: Iterable[Node]) -> None:
    """One object: what its head says, then the nodes, as they come, under the name `items`."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    out.write(f'{encode(head)[:-1]}, "{items}": ['.encode())
    separator = "\n"
    for node in nodes:
        out.write(f"{separator}{_inert(encode(node))}".encode())
        separator = ",\n"
    out.write(b"\n]}\n")


def _inert(text: str) -> str:
    """JSON that may stand in a page's script: no letter in it ends one."""
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def filled(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Without what is not known."""
    if isinstance(value, dict):
        kept = ((name, filled(each)) for name, each in value.items())
        return {name: each for name, each in kept if not _is_unknown(each)}
    if isinstance(value, list):
        return [each for each in map(filled, value) if not _is_unknown(each)]
    return value


def _is_unknown(value: object) -> bool:
    return value is None or value in ("", [])
