"""What is asked for: as names and values, in words, in a file's name; and what makes no sense."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from kb.database.filters import Fault
from kb.database.reader import connect
from kb.exports.about import slug
from kb.exports.asked import LONGEST_SLUG, Asked, asked


def ask(path: Path, **given: list[str]) -> tuple[Asked, list[Fault]]:
    """Ask a built file."""
    with closing(connect(path)) as connection:
        return asked(connection, given)


def test_nothing_asked_is_everything(tiny: Path) -> None:
    wanted, faults = ask(tiny)
    assert faults == []
    assert wanted.is_everything
    assert wanted.told() == "everything"
    assert wanted.slug == ""


def test_what_is_asked_is_told_in_words_and_names_a_file(tiny: Path) -> None:
    wanted, faults = ask(
        tiny, q=["wrist pain"], verdict=["Not yet assessed"], claim=["wrist-pain", "numb-skin"]
    )
    assert faults == []
    assert wanted.told() == snapshot(
        "words wrist pain; verdict not_yet_assessed; claim numb-skin, wrist-pain"
    )
    assert len(wanted.slug) <= LONGEST_SLUG
    assert wanted.slug == snapshot("wrist-pain-not-yet-assessed-numb-skin-wrist-pain")
    assert asked_again(tiny, wanted) == wanted


def asked_again(path: Path, wanted: Asked) -> Asked:
    """Ask with the parameters that something asked for is written with."""
    return ask(path, **wanted.parameters())[0]


def test_what_makes_no_sense_is_told_with_what_may_be_meant(tiny: Path) -> None:
    _, faults = ask(tiny, verdict=["supporrted"], study=["inventa-trail"], claim=["zzz"])
    assert [(each.parameter, each.message, each.near) for each in faults] == snapshot(
        [
            (
                "verdict",
                "no verdict is called “supporrted”",
                (
                    ("supported", "supported"),
                    ("mostly_supported", "mostly supported"),
                    ("mostly_unsupported", "mostly unsupported"),
                ),
            ),
            ("claim", "no claim has the id “zzz”", ()),
            ("study", "no study has the id “inventa-trail”", (("inventa-trial", "inventa-trial"),)),
        ]
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Größe & Ürsprung", "groe-urspru"), ("  A–b  ", "ab"), ("日本", "")],
)
def test_slugs_are_plain(words: str, expected: str) -> None:
    assert slug(words).startswith(expected)
    assert slug(words).isascii()
