"""What is said of text that is none."""

from __future__ import annotations

import re

from kb.importing.reading.batch import BYTES, CUT

ODD = re.compile("[\0\ud800-\udfff]")
"""What no text holds, except where bytes were none."""


def oddity(text: str, encoding: str, longest: int) -> tuple[str, str] | None:
    """The code and message for lines that hold what is no text; None where all is text."""
    found = ODD.search(text)
    if found is None:
        return None
    if CUT in text:
        message = f"the line is longer than {longest:,} bytes; if that is right, say how long"
        return "row-too-long", f"{message} a row may be: `longest: …`"
    if found[0] == "\0":
        return "no-text", "a zero byte is no text; in UTF-16 they are many: `encoding: utf-16`"
    byte = f"byte 0x{ord(found[0]) - BYTES:02X} is not {encoding}"
    return "no-text", f"{byte}; if the file is in another encoding, say which: `encoding: …`"
