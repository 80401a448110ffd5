"""The parts that drafts are made of: names, layout, entries, passages, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.drafting import layout, passage
from kb.drafting.bibliography import appended, doi_in, online, tidied
from kb.drafting.name import fault, key, slug, unused
from kb.drafting.writing import create, replace
from kb.reading.bibtex import read_bibtex
from kb.reading.yaml_text import read_yaml
from kb.schema.document import DocumentFile


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Naps at Work!", "naps-work"),
        ("Does it do?", "does-it-do"),
        ("Ärger, Straße & Co.", "arger-strasse-co"),
        ("con", "con-1"),
        ("疼痛", "untitled"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 300, "a" * 50),
    ],
)
def test_ids_are_made_of_words_that_tell_something(words: str, name: str) -> None:
    assert slug(words) == name


@given(st.text())
def test_every_derived_id_can_be_one(words: str) -> None:
    assert fault(slug(words)) is None


@pytest.mark.parametrize("name", ["../x", "a/b", "A", "a--b", "é", "", "a b", ".", "-a", "a" * 81])
def test_hostile_ids_are_refused(name: str) -> None:
    assert fault(name)


def test_names_of_devices_are_refused_in_their_own_words() -> None:
    assert all("Windows" in str(fault(name)) for name in ("con", "nul", "com1", "lpt9"))
    assert fault("console") is None


def test_names_are_made_new_whatever_the_case() -> None:
    assert unused("nap", {"naps"}) == "nap"
    assert unused("nap", {"NAP", "nap-2"}) == "nap-3"
    assert unused("quay1998", {"quay1998", "Quay1998b"}, "bc") == "quay1998c"
    assert (key("O’Hara-Quäy", 1998), key("疼痛", None)) == ("oharaquay1998", "source")


VALUES = st.text() | st.integers(-(10**15), 10**15) | st.booleans() | st.lists(st.text())


@settings(max_examples=50)
@given(st.dictionaries(st.from_regex("[a-z_]{1,9}", fullmatch=True), VALUES))
def test_what_is_laid_out_is_read_as_it_was(record: dict[str, object]) -> None:
    text = layout.lines(record) + layout.comment("a\n\nb")
    read, problems = read_yaml(text, "x")
    if any(isinstance(one, str) and not one.isprintable() for one in _leaves(record)):
        return
    assert read is not None, problems
    assert (read.data or {}) == record


def _leaves(record: dict[str, object]) -> list[object]:
    return [leaf for one in record.values() for leaf in (one if isinstance(one, list) else [one])]


def test_nothing_is_laid_out_for_none_and_spans_stand_in_brackets() -> None:
    assert layout.lines({"a": None, "span": layout.row((1, 2))}) == "span: [1, 2]\n"


LIGATURES = "-`',?!<>"
"""What LaTeX joins where two stand together, as `--`."""
TITLES = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="{}" + LIGATURES)
)


@given(TITLES.map(lambda title: f"T {title} t"))
def test_entry_of_a_document_has_its_title(title: str) -> None:
    (entry,), problems = read_bibtex(online("x", {"title": title, "url": "https://a/{b}"}), "x")
    assert not problems
    assert entry.title.split() == title.replace("~", "∼").split()
    assert entry.url == "https://a/%7Bb%7D"


def test_author_with_a_comma_is_one_name() -> None:
    (entry,), _ = read_bibtex(online("x", {"author": "Ada Quay, MD", "title": "T"}), "x")
    assert [person.family for person in entry.creators] == ["Ada Quay, MD"]


REGISTRY = (
    " @article{Quay_1998, title={Naps &amp; strolls}, volume={3}, ISSN={1234-5678}, "
    "url={http://dx.doi.org/10.1000/ABC}, DOI={10.1000/ABC}, number={2}, journal={Desks}, "
    "publisher={Desk Press}, author={Quay, Ada and Lull, Ben}, year={1998}, month=mar, "
    "pages={1–9} }\n"
)


def test_entry_of_a_registry_gets_this_layout() -> None:
    entry, problems = tidied(REGISTRY, {"quay1998"})
    assert not problems
    assert entry is not None
    assert entry.raw == (
        "@article{quay1998b,\n"
        "  author = {Quay, Ada and Lull, Ben},\n"
        "  title = {Naps \\& strolls},\n"
        "  journal = {Desks},\n"
        "  year = {1998},\n"
        "  volume = {3},\n"
        "  number = {2},\n"
        "  pages = {1--9},\n"
        "  doi = {10.1000/abc},\n"
        "}"
    )


def test_entry_without_author_or_journal_keeps_what_it_has() -> None:
    entry, _ = tidied("@book{x, title={A Book of Naps}, publisher={P}, doi={none}}", ())
    assert entry is not None
    assert entry.key == "abookofnaps"
    assert "publisher = {P}" in entry.raw
    assert "doi = {none}" in entry.raw


@pytest.mark.parametrize("text", ["", "nothing", "@article{x, title={A}", "@article{x, year={1}}"])
def test_text_that_is_no_entry_is_none(text: str) -> None:
    assert tidied(text, ())[0] is None


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/ABC", "10.1000/abc"),
        ("https://doi.org/10.1000/abc.", "10.1000/abc"),
        ("doi:10.1000.5/x", "10.1000.5/x"),
        ("11.1000/abc", None),
    ],
)
def test_dois_are_found_in_what_people_paste(text: str, doi: str | None) -> None:
    assert doi_in(text) == doi


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "@x\n"),
        ("@a{b}\n", "@a{b}\n\n@x\n"),
        ("@a{b}", "@a{b}\n\n@x\n"),
        ("@a{b}\r\n", "@a{b}\r\n\r\n@x\r\n"),
    ],
)
def test_entry_is_appended_and_nothing_else_changed(text: str, expected: str) -> None:
    assert appended(text, "@x\n") == expected


def document(**lists: object) -> DocumentFile:
    """Give a document."""
    return DocumentFile.model_validate(
        {"id": "x", "source": "x", "title": "X", "file_name": "x", "sha256": "0" * 64}
        | {"characters": 9, "about": "x", **lists}
    )


def test_anchor_is_as_short_as_it_is_alone() -> None:
    text = "Rain wets the streets. Rain wets the streets and the dogs."
    assert passage.anchor(text, (23, 58)) == "Rain wets the streets and"
    assert passage.anchor(text, (0, 22)) == "Rain wets the streets"
    assert passage.anchor("Rain  wets. ", (0, 11)) == "Rain wets"
    assert passage.anchor("– …", (0, 3)) == ""
    assert passage.anchor("x" * 200, (0, 200)) == ""


def test_long_headings_are_cut_to_what_may_be_copied() -> None:
    text = "one two three four five six seven eight nine"
    assert passage.shortened(text, (0, len(text))) == "one two three four five six seven …"
    assert passage.shortened(text, (0, 7)) == "one two"


def test_heading_is_the_last_one_above() -> None:
    found = document(headings=[{"span": [0, 3], "text": "A"}, {"span": [9, 12], "text": "B"}])
    assert passage.heading(found, (5, 8)) == "A"
    assert passage.heading(found, (20, 22)) == "B"
    assert passage.heading(document(), (5, 8)) is None


def test_passage_between_sentences_stays() -> None:
    assert passage.sentence_of("– One. Two.", (0, 1)) == (0, 1)
    assert passage.sentence_of("One rose. Two fell. Three.", (5, 12)) == (0, 19)


def test_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    create(path, b"mine")
    with pytest.raises(FileExistsError):
        create(path, b"other")
    assert path.read_bytes() == b"mine"
    assert [one.name for one in path.parent.iterdir()] == ["b.yaml"]


def test_file_is_replaced_with_its_mark_and_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    replace(path, "one")
    assert path.read_bytes() == b"one"
    path.write_bytes(b"\xef\xbb\xbfone")
    path.chmod(0o600)
    replace(path, "two")
    assert path.read_bytes() == b"\xef\xbb\xbftwo"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a.bib"]
