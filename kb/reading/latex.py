"""LaTeX markup in bibliographies, decoded to plain Unicode."""

from __future__ import annotations

import re
from functools import lru_cache

from latexcodec.codec import UnicodeLatexIncrementalDecoder

MARKED = re.compile(r"[\\{}$~]|--|``|''")
"""What a string must contain to be worth decoding at all."""

VERBATIM_FIELDS = frozenset(
    """biburl doi eprint file local-url localfile pdf url urlraw
    verba verbb verbc""".split()  # noqa: SIM905  # reads as a list of words
)
"""Fields that hold an address: `~`, `--` and `%` are themselves there."""

_PLAIN_MARKS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": ""}
_PLAIN_MARK = re.compile("|".join(map(re.escape, _PLAIN_MARKS)))

# Escaped characters that the codec or the brace removal would take for markup wait as
# noncharacters, which no interchanged text contains.
_WAITING = {"$": "\ufdd0", "{": "\ufdd1", "}": "\ufdd2"}
_ARRIVED = str.maketrans({waiting: mark for mark, waiting in _WAITING.items()})

_LINE_BREAK = re.compile(r"\\\\(?:\[[^\]]*\])?")
_ESCAPED = re.compile(r"\\([${}])")
_DOTLESS_GROUP = re.compile(r"\{\\([ij])\s*\}")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_SORTING_ONLY = re.compile(r"\\noopsort\s*\{[^{}]*\}")
_FORMATTING = re.compile(
    r"\\(?:emph|enquote|text(?:it|bf|sc|rm|sf|sl|tt|up|md|normal)?|math(?:rm|it|bf|sf|tt|cal)"
    r"|text(?:super|sub)script|mbox|hbox|ensuremath|url|path|uppercase|lowercase|MakeUppercase"
    r"|em|it|bf|sc|rm|sf|sl|tt|itshape|bfseries|scshape|upshape|relax|protect)(?![A-Za-z])\s*"
)
_SPACE = re.compile(r"\\(?:[,;: ]|q?quad(?![A-Za-z])\s*)")
_NOTHING = re.compile(r"\\[!/\-@]")
_QUOTE_NAMES = {"dblleft": "“", "dblright": "”", "left": "‘", "right": "’"}
_QUOTE = re.compile(r"\\textquote(dblleft|dblright|left|right)(?![A-Za-z])\s*")
_SCRIPT = re.compile(
    r"(?:\$\s*([_^])\s*\{?([0-9+\-−]+)\}?\s*\$)|\\text(sub|super)script\s*\{([0-9+\-−]+)\}"
)
_BELOW = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_ABOVE = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_ESCAPED_IN_ADDRESS = re.compile(r"\\([_%&#~$])(?:\{\})?")
_URL_COMMAND = re.compile(r"\\(?:url|path)(?![A-Za-z])\s*")


def decode(text: str) -> str:
    """Accents, dashes, quotes, and simple markup as Unicode; `~` becomes an ordinary space.

    A command that is not known stays as it is written, so that nobody takes it for text.
    """
    return _decode_marked(text) if MARKED.search(text) else text


def decode_verbatim(text: str) -> str:
    """An address: only escapes and braces are undone."""
    if "\\" not in text and "{" not in text:
        return text
    bare = _URL_COMMAND.sub("", _ESCAPED_IN_ADDRESS.sub(r"\1", text))
    return bare.replace("{", "").replace("}", "").strip()


def decode_field(name: str, text: str) -> str:
    """A field's text, by the kind of field it is."""
    if name in VERBATIM_FIELDS or name.startswith("bdsk-"):
        return decode_verbatim(text)
    return decode(text)


@lru_cache(maxsize=1 << 15)
def _decode_marked(text: str) -> str:
    if "\\" in text or "$" in text:
        text = _without_commands(text)
    return " ".join(_PLAIN_MARK.sub(_plain_mark, text).split()).translate(_ARRIVED)


def _plain_mark(match: re.Match[str]) -> str:
    return _PLAIN_MARKS[match[0]]


def _without_commands(text: str) -> str:
    text = _ESCAPED.sub(lambda m: _WAITING[m[1]], _LINE_BREAK.sub(" ", text))
    # The codec reads an unescaped per cent sign as the start of a comment.
    text = _BARE_PERCENT.sub(r"\\%", _DOTLESS_GROUP.sub(r"\\\1 ", text))
    text = _SORTING_ONLY.sub("", _SCRIPT.sub(_script, _codec(text)))
    text = _QUOTE.sub(lambda m: _QUOTE_NAMES[m[1]], _FORMATTING.sub("", text))
    return _NOTHING.sub("", _SPACE.sub(" ", text)).replace("$", "")


def _codec(text: str) -> str:
    try:
        decoder = UnicodeLatexIncrementalDecoder()  # type: ignore[no-untyped-call]  # theirs
        return decoder.decode(text, final=True)
    except UnicodeDecodeError:  # a lone backslash at the end
        return text


def _script(match: re.Match[str]) -> str:
    r"""Numbers below or above the line: `$_2$`, `$^{-1}$`, `\textsuperscript{3}`."""
    below = match[1] == "_" or match[3] == "sub"
    return (match[2] or match[4]).translate(_BELOW if below else _ABOVE)
