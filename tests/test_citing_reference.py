"""References in the styles: whole, without a repetition, and safe as markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import external_file, snapshot

from kb.citing.reference import refer
from kb.citing.style import STYLES, Style
from kb.database.rows.csl import item
from kb.reading.bibtex import read_bibtex
from tests.real import corpus

ROOT = Path(__file__).resolve().parent.parent
HARD = ROOT / "tests" / "golden" / "references" / "sources.bib"
WRONG = re.compile(
    r"None|\.\.|,,|,\.|;;|::|\?\.|\(\)|\[\]|  | [,.;]|\bothers\b|[\ue000-\ue004]"
    r"|\[Preprint\]|Published online|Retrieved http"
)
"""What no reference may contain."""
ADDRESS = re.compile(r"https?://\S+")
"""What may have the words of a title in it."""

styles = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)


@cache
def hard() -> dict[str, dict[str, Any]]:
    """The invented entries as items."""
    entries, problems = read_bibtex(HARD.read_text("utf-8"), HARD.name)
    assert not problems
    return {entry.key: item(entry) for entry in entries}


@cache
def real() -> dict[str, dict[str, Any]]:
    """The items of the knowledge base that stands in this repository."""
    return {key: item(entry) for key, entry in corpus().sources.items()}


def made(style: str, **variables: object) -> str:
    given = {"id": "x", "type": "article-journal", "title": "T", **variables}
    return refer(given, STYLES[style]).plain


@styles
def test_every_kind_of_entry_is_written_as_the_style_wants(style: Style) -> None:
    lines = "".join(f"{refer(each, style).html}\n" for each in hard().values())
    assert lines == external_file(f"golden/references/{style.name}.txt")


@cache
def written(style: str) -> list[tuple[dict[str, Any], str]]:
    """Every item, real and invented, with its reference as plain text."""
    items = (*real().values(), *hard().values())
    return [(each, refer(each, STYLES[style]).plain) for each in items]


@pytest.mark.untraced
@styles
def test_no_real_source_is_written_badly(style: Style) -> None:
    plain = {each["id"]: text for each, text in written(style.name) if each["id"] in real()}
    assert len(plain) == len(real()) > 100
    assert {key: text for key, text in plain.items() if WRONG.search(text)} == {}


@pytest.mark.untraced
@styles
def test_no_title_is_lost_or_told_twice(style: Style) -> None:
    for each, text in written(style.name):
        told = letters(ADDRESS.sub("", text))
        assert told.count(letters(each["title"])) == 1, text


@pytest.mark.untraced
@styles
def test_the_first_author_is_never_lost(style: Style) -> None:
    for each, text in written(style.name):
        first = next(iter(each.get("author", ())), None)
        if first:
            assert letters(first.get("family") or first["literal"]) in letters(text)


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


@styles
def test_hostile_text_is_shown_as_text(style: Style) -> None:
    html = refer(hard()["page2024"], style).html
    assert "<script" not in html
    assert "<b>Oak" not in html
    assert "&lt;b&gt;oak&lt;/b&gt; bureau" in html.lower()


def test_signs_of_ours_in_a_text_are_left_out() -> None:
    assert made("apa", title="A \ue000bold\ue004 claim").startswith("A bold claim. (n.d.)")


def test_an_address_is_a_link_without_the_stop_behind_it() -> None:
    html = refer(hard()["anonymous1998"], STYLES["harvard"]).html
    address = "https://example.org/twigs?a=1&amp;b=&lt;2&gt;"
    assert html.endswith(f'<a href="{address}" rel="noreferrer">{address}</a>.')


def test_a_curators_note_is_no_part_of_a_reference() -> None:
    for style in STYLES.values():
        assert "remark" not in refer(hard()["vandenberg2011"], style).plain


def test_those_whom_nobody_named_are_et_al() -> None:
    names = [{"literal": "Heath"}, {"literal": "others"}]
    assert {style: made(style, author=names)[:12] for style in STYLES} == snapshot(
        {
            "apa": "Heath et al.",
            "vancouver": "Heath et al.",
            "ama": "Heath et al.",
            "harvard": "Heath et al.",
            "chicago": "Heath et al.",
            "ieee": "Heath et al.",
        }
    )


def test_a_style_cuts_a_long_list_where_it_does_anyway() -> None:
    text = refer(hard()["crowd2001"], STYLES["vancouver"]).plain
    assert text.startswith("Aa A, Bb B, Cc C, Dd D, Ee E, Ff F, et al.")
    text = refer(hard()["crowd2001"], STYLES["ama"]).plain
    assert text.startswith("Aa A, Bb B, Cc C, et al.")


def test_stops_stand_inside_american_quotation_marks_and_outside_british_ones() -> None:
    assert made("ieee", author=[{"family": "Elm"}]).startswith("Elm, “T.”")
    assert made("harvard", author=[{"family": "Elm"}]) == "Elm (no date) ‘T’."


def test_a_range_of_dates_and_words_for_a_date_are_told() -> None:
    between = {"date-parts": [[1999], [2001]]}
    assert "1999–2001" in made("apa", issued=between)
    assert "in press" in made("apa", issued={"literal": "in press"})


def test_an_unknown_variable_is_left_out() -> None:
    assert made("apa", unheard="of") == made("apa")


def test_editors_who_stand_in_for_authors_are_told_once() -> None:
    for style in STYLES.values():
        assert refer(hard()["edited2006"], style).plain.count("Birch") == 1


def test_every_style_file_is_used_and_named_with_its_licence() -> None:
    folder = ROOT / "kb" / "citing" / "styles"
    files = {path.name for path in folder.glob("*.csl")}
    assert files == {style.file for style in STYLES.values()}
    told = (folder / "README.md").read_text("utf-8")
    assert all(f"`{file}`" in told for file in files)
    assert "CC BY-SA 3.0" in told
    for file in files:
        assert "creativecommons.org/licenses/by-sa/3.0" in (folder / file).read_text("utf-8")


def test_what_is_odd_in_a_title_stays_as_it_is() -> None:
    title = "Wait... what [Preprint] Published online 2001 says of “gait”, Retrieved https?! of"
    for style in ("apa", "vancouver", "ieee", "harvard"):
        assert title in made(style, title=title)


def test_a_date_with_a_month_has_its_blanks() -> None:
    day = {"date-parts": [[2024, 2, 1]]}
    page = {"type": "webpage", "URL": "https://example.org/", "accessed": day}
    assert "[cited 2024 Feb 1]" in made("vancouver", **page)
    assert "Accessed February 1, 2024." in made("ama", **page)


def test_a_question_in_quotation_marks_has_no_comma_behind_it() -> None:
    text = made("ieee", title="Does it?", **{"container-title": "J"})
    assert text.startswith("“Does it?” J")
