"""The exports, by the filters of claims."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kb.api import claims
from kb.api.chooser import refuse_unknown
from kb.api.condition import words
from kb.api.error import ExportError, UnknownFilterError, UnknownValueError, meant, nearest
from kb.database.facet import FACETS, MEASURES
from kb.database.filters import Filters
from kb.exports import asked as asking
from kb.exports import error, target
from kb.exports.format import Format, named, names
from kb.exports.selection import Selection

if TYPE_CHECKING:
    from kb.api.base import Base

FILTERS = (*FACETS, *MEASURES, "text", *asking.RECORDS)
"""What can be asked for."""


class Wanted(NamedTuple):
    """A format, its options, and the filters of what it is to hold."""

    name: str
    options: Mapping[str, str]
    given: Mapping[str, object]


def exported(base: Base, wanted: Wanted) -> bytes:
    """What a format writes of chosen claims."""
    out = BytesIO()
    _write(base, wanted, _checked(base, wanted), out)
    return out.getvalue()


def write(base: Base, wanted: Wanted, path: Path, *, force: bool) -> Path:
    """Write a format of chosen claims to a file, which is whole or not there.

    Raises
    ------
    ExportError
        If the file is there and `force` is not given, or the disk refuses.
    """
    asked = _checked(base, wanted)
    try:
        with target.file(path, force=force) as out:
            _write(base, wanted, asked, out)
    except error.ExportError as refused:
        hint = refused.hint.replace("--force", "force=True").replace(" with -o", "")
        raise ExportError(str(refused), hint) from None
    return path


def _write(base: Base, wanted: Wanted, asked: asking.Asked, out: BinaryIO) -> None:
    with base.apart() as connection:
        try:
            named(wanted.name).write(Selection(connection, asked), out, wanted.options)
        except error.ExportError as refused:
            raise ExportError(str(refused), refused.hint) from None


def _checked(base: Base, wanted: Wanted) -> asking.Asked:
    """What is asked for, before anything is written.

    Raises
    ------
    UnknownFilterError, UnknownValueError
        If any of it makes no sense.
    """
    _refuse_options(_format(wanted.name), wanted.options)
    given = {name: value for name, value in wanted.given.items() if value is not None}
    known = dict.fromkeys(FILTERS)
    for name in (one for one in given if given[one] in ([], ())):
        raise UnknownValueError(f"`{name}` holds no value", "leave the filter out")
    refuse_unknown("exports", {name: 1 for name in given if name not in known}, known)
    with base.apart() as connection:
        ids = {name: _several(given[name]) for name in asking.RECORDS if name in given}
        records, faults = asking.asked(connection, ids)
        for fault in faults:
            raise UnknownValueError(fault.message, nearest([value for value, _ in fault.near]))
    filters = claims.asked(base.connection, given)
    text = words("text", given.get("text", ""))
    return asking.Asked(Filters(text, filters.chosen, filters.ranges), records.ids)


def _several(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value]  # type: ignore[attr-defined]  # a list else


def _format(name: str) -> Format:
    """The format of a name.

    Raises
    ------
    UnknownValueError
        If there is none.
    """
    if words("name", name) not in names():
        raise UnknownValueError(f"there is no format `{name}`", meant(name, names()))
    return named(name)


def _refuse_options(form: Format, options: Mapping[str, str]) -> None:
    """Refuse options that a format has not, and what they cannot be.

    Raises
    ------
    UnknownFilterError, UnknownValueError
        Naming what there is.
    """
    for name, value in options.items():
        if name not in form.options:
            hint = f"one of {', '.join(form.options)}" if form.options else "it has none"
            raise UnknownFilterError(f"`{form.name}` has no option `{name}`", hint)
        choices = form.options[name].choices
        if choices and value not in choices:
            raise UnknownValueError(f"`{name}` is never `{value}`", f"one of {', '.join(choices)}")
