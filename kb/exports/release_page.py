"""The page of a release: what it is, and what each of its files is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Protocol

from kb.exports.format import Format
from kb.exports.selection import Selection

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a;background:#fff}
h1{line-height:1.2}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid #ccc}
td:nth-child(2){white-space:nowrap;text-align:right}code{overflow-wrap:anywhere}
p,dd{max-width:45rem}small{color:#555;display:block}
@media(max-width:40rem){thead{display:none}tr,td{display:block;border:0;padding:.1rem 0}
tr{border-top:1px solid #ccc;padding:.75rem 0}td:nth-child(2){text-align:left}}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#8ab4f8}
small{color:#aaa}th,td,tr{border-color:#444}}
"""
UNITS = ("bytes", "kB", "MB", "GB")


class File(Protocol):
    """What is told of a file."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def made(self) -> Format:
        """Its format."""

    @property
    def size(self) -> int:
        """Its size in bytes."""


def page(selection: Selection, files: Sequence[File]) -> str:
    """The page as HTML that needs nothing else."""
    about = selection.about
    licence = escape(about.licence)
    if about.licence_url:
        licence = f'<a href="{escape(about.licence_url)}">{licence}</a>'
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(about.title)}</title><style>{STYLE}</style></head><body>",
        f"<h1>{escape(about.title)}</h1>",
        f"<p>{escape(about.about)}</p>",
        *([f"<p><strong>{escape(about.advice)}</strong></p>"] if about.advice else []),
        f"<p>{selection.n_claims:,} claims: {escape(selection.asked.told())}.</p>",
        f"<p>Licence: {licence}.</p>",
        "<table><thead><tr><th>File<th>Size<th>What it is for</thead><tbody>",
        *map(_row, files),
        "</tbody></table>",
        *_left_out(selection),
        "<p>Whether a copy is whole: <code>sha256sum --check SHA256SUMS</code> in its folder.</p>",
        f"<p><small>Made by kb {escape(about.kb_version)}.",
        f"Digest of the text and of kb: <code>{about.digest}</code></small></p>",
        "</body></html>\n",
    ]
    return "\n".join(lines)


def _row(file: File) -> str:
    told = "".join(f"<small>Not carried: {escape(each)}.</small>" for each in file.made.cannot)
    return (
        f'<tr><td><a href="{escape(file.name)}">{escape(file.name)}</a>'
        f"<td>{size(file.size)}<td>{escape(file.made.about)} "
        f"Read by {escape(file.made.accepted_by)}.{told}"
    )


def _left_out(selection: Selection) -> Iterator[str]:
    """What was told while the files were written."""
    if selection.notices:
        yield "<h2>What is left out</h2><ul>"
        yield from (f"<li>{escape(sentence)}" for sentence in selection.notices)
        yield "</ul>"


def size(n: int) -> str:
    """A size in the unit that keeps it below a thousand."""
    value, power = float(n), 0
    while value >= 999.5 and power < len(UNITS) - 1:  # noqa: PLR2004 - rounds to a thousand
        value, power = value / 1000, power + 1
    return f"{value:.{1 if power and value < 10 else 0}f} {UNITS[power]}"  # noqa: PLR2004 - two digits
