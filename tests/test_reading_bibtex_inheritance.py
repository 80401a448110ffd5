"""What an entry takes from others: `crossref`, `xdata`, and their limits."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from kb.problems import render
from tests.bibtex import read


def shown(text: str) -> str:
    return render(read(text)[1])


def test_an_unknown_crossref_is_named_with_a_similar_key() -> None:
    text = "@inproceedings{a, title = {T}, crossref = {proc2010}}\n@proceedings{proc2001}"
    assert shown(text.replace("2001}", "2001, title = {P}}")) == snapshot("""\
c.bib:1:43: error[unknown-crossref] `a` takes fields (crossref) from `proc2010`, which is not here
    @inproceedings{a, title = {T}, crossref = {proc2010}}
                                              ^
    hint: did you mean `proc2001`?\
""")
    assert read("@misc{a, title = {T}, xdata = {q}}")[1][0].hint == snapshot(
        "add the entry `q`, or delete the field"
    )


def test_a_part_takes_its_volume_but_not_its_volumes_identity() -> None:
    text = """\
@inproceedings{a, title = {Part}, pages = {1-2}, crossref = {P}}
@proceedings{p, title = {Volume}, editor = {Lee, M.}, year = 2001, doi = {10.1000/p}, note = {N}}
"""
    part = read(text)[0][0]
    assert part.fields["booktitle"] == "Volume"
    assert (part.title, part.journal, part.year, part.doi) == ("Part", "Volume", 2001, None)
    assert part.short_citation == "Lee 2001"
    assert part.place_of("year").line == 2


@pytest.mark.parametrize(
    ("child", "parent", "field"),
    [("article", "periodical", "journaltitle"), ("book", "mvbook", "maintitle")],
)
def test_a_volumes_title_is_renamed_by_kind(child: str, parent: str, field: str) -> None:
    text = f"@{child}{{a, title = {{T}}, crossref = {{b}}}}@{parent}{{b, title = {{U}}}}"
    assert read(text)[0][0].fields[field] == "U"


def test_inheritance_goes_through_aliases_data_and_circles() -> None:
    text = """\
@misc{a, date = {1999}, xdata = {d, d}, crossref = {old}}
@xdata{d, note = {N}, doi = {10.1000/d}}
@misc{b, ids = {old, older}, title = {T}, year = 2001, crossref = {a}}
"""
    entries, problems = read(text)
    assert problems == []
    assert entries[0].fields["note"] == "N"
    assert (entries[0].doi, entries[0].title, entries[0].year) == ("10.1000/d", "T", 1999)


def test_an_entry_that_only_lends_fields_needs_no_title() -> None:
    text = "@article{a, title = {T}, crossref = {b}}@article{b, journal = {J}, year = 2001}"
    assert read(text)[1] == []
    assert read(text)[0][0].journal == "J"
