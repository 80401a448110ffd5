"""Drafts as the text of a mapping, with what was seen of each column and what is left to decide."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kb.importing.guessing.column import FEW, Column
from kb.importing.guessing.draft import DIRECTION, Draft, Value
from kb.importing.guessing.kind import Kind
from kb.importing.guessing.looking import Look
from kb.importing.guessing.stance import direction, spellings
from kb.importing.reading import ReadingOptions
from kb.importing.reading.opening import DELIMITED, ENDINGS
from kb.importing.reading.options import DELIMITERS
from kb.problems import printable

HEAD = """\
# A first mapping, guessed from the files: go through it, above all where there is a `?`.
id: {id}
title: {title} # ? what the set is called
origin: unknown # ? where it is from, as an address
licence: NOASSERTION # ? its licence, as CC-BY-4.0"""
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
NOTHING = frozenset({"NA", "N/A", "n/a", "NaN", "nan", "NULL", "null"})
"""What often stands where nothing is said."""
SHOWN = 3
"""Values of a column that are shown."""
WIDTH = 30
"""Characters of each."""


def written(drafts: Sequence[Draft]) -> str:
    """The text of a mapping that makes what the drafts say."""
    return "\n".join(_lines(drafts)) + "\n"


def _lines(drafts: Sequence[Draft]) -> Iterator[str]:
    name = _slug([_file(draft.look) for draft in drafts])
    yield HEAD.format(id=name, title=name)
    columns = [column for draft in drafts for column in draft.look.columns]
    if nothing := sorted(NOTHING.intersection(*[{w for c in columns for w in c.counts}])):
        yield f"empty: {json.dumps(['', *nothing])} # ? what stands where nothing is said"
    if stances := [column for draft in drafts for column in draft.stances]:
        yield from ("", "vocabularies:", f"  {DIRECTION}:")
        yield from _vocabulary(stances)
    yield from ("", "files:")
    for draft in drafts:
        yield from _of_file(draft)


def _slug(files: Sequence[str]) -> str:
    """What the names of files have in common, as an id; else that of the first."""
    stems = [re.sub(r"[^a-z0-9]+", "-", file.lower().partition(".")[0]) for file in files]
    letters = takewhile(lambda same: len(set(same)) == 1, zip(*stems, strict=False))
    same = "".join(each[0] for each in letters).strip("-")
    return same if len(same) > 1 else stems[0].strip("-") or "set"


# -- words -----------------------------------------------------------------------------------


def _vocabulary(columns: Sequence[Column]) -> Iterator[str]:
    """The words by which evidence stands to claims, with how often each is met."""
    counts = sum((column.counts for column in columns), Counter[str]())
    few = Counter(dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FEW]))
    spelled = spellings(few)
    mains = list(dict.fromkeys(spelled.values()))
    for word in sorted(few, key=lambda word: (mains.index(spelled[word]), -few[word], word)):
        main = spelled[word]
        meaning = direction(word) or direction(main) or "no_information"
        told = "" if direction(main) else " ?"
        told = told if word == main else f" ? a spelling of `{_short(main)}`"
        yield f"    {_quoted(word)}: {meaning} # {few[word]:,}{told}"
    if len(counts) > FEW:
        yield f'    "*": no_information # ? {len(counts) - FEW:,} other words'
    if n_empty := sum(column.n_empty for column in columns):
        yield f"    # ? {n_empty:,} say nothing there: they will be rejected"


# -- files -----------------------------------------------------------------------------------


def _of_file(draft: Draft) -> Iterator[str]:
    look = draft.look
    yield f"  # {look.n_rows:,} row{'' if look.n_rows == 1 else 's'}{_rejected(look)}"
    for notice in look.notices:
        yield f"  # line {notice.line}: {printable(notice.message)}"
    yield f"  - file: {_scalar(_file(look))}"
    for name, value in _said(look.options, look).items():
        yield f"    {name}: {_value(value)}"
    if draft.key:
        others = _others([column.name for column in draft.keys])
        yield f"    key: [{_scalar(draft.key)}]{others and f' #{others}'}"
    for column in look.columns:
        files = [file.rpartition("/")[2] for file in draft.refers.get(column.name, ())]
        refers = f"; refers to {files[0]}{_others(files)}" if files else ""
        yield f"    # {_seen(column)}{printable(refers)}"
    yield from _making(draft)
    used = "\n".join(map(str, draft.make))
    spare = [column for column in look.columns if f"{{{column.name}}}" not in used]
    if spare:
        yield "    left_out: # ? use these, or say why not"
        yield from (f"      {_scalar(column.name)}: not decided" for column in spare)


def _others(names: Sequence[str]) -> str:
    """What fits as well as the first of some names."""
    return f" ? or {', '.join(map(_quoted, names[1:]))}" if names[1:] else ""


def _rejected(look: Look) -> str:
    return "".join(f"; {n:,} rejected: {code}" for code, n in sorted(look.rejected.items()))


def _said(options: ReadingOptions, look: Look) -> dict[str, str]:
    """What must be said of a file because it is not as usual."""
    form = options.format or ""
    ending = _file(look).lower().rpartition(".")[2]
    usual = DELIMITED.get(form)
    named = {sign: word for word, sign in DELIMITERS.items()}
    said = {
        "format": form if ENDINGS.get(ending) != form else "",
        "encoding": options.encoding if options.encoding != "utf-8" else "",
        "delimiter": named.get(options.delimiter or "", "") if options.delimiter != usual else "",
        "quoting": options.quoting if options.quoting != "standard" else "",
        "header": "" if options.header else "false",
        "records": options.records,
    }
    return {name: value for name, value in said.items() if value}


def _seen(column: Column) -> str:
    """A column in one line: its kind, how full it is, how many values it has, and some of them."""
    if column.is_mixed:
        return f"{printable(column.name)}: {column.kind.value}"
    told = [column.kind.value]
    if column.n_empty:
        share = 100 * column.n_empty / column.n
        told.append(f"{share:.0f} % empty" if share >= 1 else f"{column.n_empty:,} empty")
    different = "all different" if column.is_unique else f"{column.n_different:,} different"
    told += [different] if column.kind is not Kind.nothing else []
    if column.words and column.n_different <= FEW:
        some = [f"{_short(word)} ({n:,})" for word, n in column.words.most_common(SHOWN * 2)]
    else:
        some = [_short(value) for value in column.values[:SHOWN]]
    others = f"; but also {_short(column.others[0])}" if column.others else ""
    return printable(f"{column.name}: {', '.join(told)}: {' | '.join(some)}{others}")


def _making(draft: Draft) -> Iterator[str]:
    if not draft.make:
        yield "    make: [] # ? nothing was recognised: say what a row is"
        return
    yield "    make:"
    for name, fields in draft.make:
        yield f"      - {name}:"
        yield from (f"          {field}: {_value(value)}" for field, value in fields.items())


def _value(value: Value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_scalar(each)}" for key, each in value.items()) + "}"
    return value if value in {"true", "false"} else _scalar(value)


def _file(look: Look) -> str:
    """The name of a file in a mapping: that of its member in an archive."""
    return look.name.rpartition("/")[2]


def _scalar(text: str) -> str:
    """Text as YAML has it: in quotes, unless it is a plain word."""
    is_plain = PLAIN.fullmatch(text) and text.lower() not in RESERVED
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    r"""Text in double quotes, with `\U0000007f` for each character that cannot be seen."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in escaped)


def _short(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
