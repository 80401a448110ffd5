"""What passes between a server and an application by ASGI, and its headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]


def header(headers: Headers, name: bytes) -> str:
    """What all headers of a name say together; empty where there is none."""
    return b", ".join(value for key, value in headers if key.lower() == name).decode("latin-1")


def path_of(scope: Scope) -> str:
    """The path that is asked for, as it was sent."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0].decode("latin-1")


def completed(headers: Headers, added: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers, and of the added ones those whose names are not among them."""
    given = [(key.lower(), value) for key, value in headers]
    names = {key for key, _ in given}
    more = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in added.items()]
    return [*given, *(each for each in more if each[0] not in names)]


def altered(send: Send, alter: Callable[[int, Headers], Headers]) -> Send:
    """A `send` that alters the headers of an answer, of which the status is known."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(alter(message["status"], message.get("headers", ())))
            message = {**message, "headers": headers}
        await send(message)

    return sending
