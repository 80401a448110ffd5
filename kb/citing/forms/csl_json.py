"""CSL-JSON: the items, as Zotero, Pandoc and others read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kb.citing.cited import Cited

NAME = "CSL-JSON"
EXTENSION = "csl.json"
KIND = "application/vnd.citationstyles.csl+json"


def write(cited: Iterable[Cited]) -> Iterator[str]:
    """A list with an item a line."""
    before = "["
    for each in cited:
        yield f"{before}\n{json.dumps(each.item, ensure_ascii=False)}"
        before = ","
    yield "\n]\n" if before == "," else "[]\n"
