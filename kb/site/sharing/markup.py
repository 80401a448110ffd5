"""XML as programs read it: of any text, for letters that XML cannot hold are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from datasette import Response

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may contain, escaped or not."""


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Put an element at the end of another."""
    given = {key: clean(value) for key, value in attributes.items()}
    child = SubElement(parent, name, given)
    child.text = clean(text) or None
    return child


def root(name: str, namespace: str, attributes: Mapping[str, str] | None = None) -> Element:
    """The outermost element."""
    return Element(name, {"xmlns": namespace, **(attributes or {})})


def response(element: Element, kind: str) -> Response:
    """A document of its own."""
    indent(element)
    text = tostring(element, encoding="unicode")
    body = f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
    headers = {"content-security-policy": "default-src 'none'; frame-ancestors 'none'"}
    return Response(body, headers=headers, content_type=f"{kind}; charset=utf-8")


def clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return FORBIDDEN.sub("", text)
