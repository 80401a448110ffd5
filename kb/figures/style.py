"""The one stylesheet of all figures, so constant that a page may allow it by its digest.

Each rule is a single class, as the plainest renderers understand it. They pass over media queries
and draw the light colours; so does paper.
"""

from __future__ import annotations

import base64
import hashlib

PAPER, INK, SOFT, LINE, BLUE, RED = "#ffffff", "#1d2125", "#565f69", "#c9c4ba", "#1f5f8b", "#a2321f"
DARK = {
    PAPER: "#1b2125",
    INK: "#e7e3da",
    SOFT: "#a3abb2",
    LINE: "#4a545b",
    BLUE: "#82bde6",
    RED: "#f09a86",
}
"""Each colour in the dark."""
FONT = "Helvetica,Arial,'Liberation Sans',Arimo,Roboto,sans-serif"

_RULES = {
    "kbf": f"font-family:{FONT};font-size:13px;color-scheme:light dark",
    "kbf-paper": f"fill:{PAPER}",
    "kbf-ink": f"fill:{INK}",
    "kbf-head": f"fill:{INK};font-weight:bold;font-size:15px",
    "kbf-strong": f"fill:{INK};font-weight:bold",
    "kbf-soft": f"fill:{SOFT}",
    "kbf-note": f"fill:{SOFT};font-size:12px",
    "kbf-axis": f"stroke:{SOFT};stroke-width:1",
    "kbf-rule": f"stroke:{LINE};stroke-width:1",
    "kbf-null": f"stroke:{SOFT};stroke-width:1;stroke-dasharray:4 3",
    "kbf-interval": f"stroke:{INK};stroke-width:1.6",
    "kbf-further": f"stroke:{BLUE};stroke-width:1.6;stroke-dasharray:5 3",
    "kbf-arrow": f"fill:{INK}",
    "kbf-mark": f"fill:{INK};stroke:{INK};stroke-width:1.4",
    "kbf-open": f"fill:{PAPER};stroke:{INK};stroke-width:1.4",
    "kbf-pool": f"fill:{BLUE}",
    "kbf-said": f"fill:{RED}",
}


def _rule(name: str, declarations: str) -> str:
    return f".{name}{{{declarations}}}"


def _dark(declarations: str) -> str:
    """The declarations of a rule that have another colour in the dark."""
    found = (declaration.partition(":") for declaration in declarations.split(";"))
    return ";".join(f"{name}:{DARK[value]}" for name, _, value in found if value in DARK)


def _sheet() -> str:
    light = "".join(_rule(name, rule) for name, rule in _RULES.items())
    dark = "".join(_rule(name, _dark(rule)) for name, rule in _RULES.items() if _dark(rule))
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


STYLE = _sheet()
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
SOURCE = f"'sha256-{_DIGEST}'"
"""What a Content-Security-Policy calls the stylesheet."""
