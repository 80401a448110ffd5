"""The citation styles: files of the Citation Style Language, unchanged, and what we call them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its file in `styles/`, the language it is meant for, whether it numbers."""

    name: str
    title: str
    file: str
    locale: str = "en-US"
    is_numeric: bool = False


STYLES = {
    style.name: style
    for style in (
        Style("apa", "APA", "apa.csl"),
        Style("vancouver", "Vancouver", "nlm-citation-sequence.csl", is_numeric=True),
        Style("ama", "AMA", "american-medical-association.csl", is_numeric=True),
        Style("harvard", "Harvard", "harvard-cite-them-right.csl", "en-GB"),
        Style("chicago", "Chicago", "chicago-author-date.csl"),
        Style("ieee", "IEEE", "ieee.csl", is_numeric=True),
    )
}
DEFAULT = STYLES["apa"]
