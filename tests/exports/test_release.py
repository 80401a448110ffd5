"""A release: every format in a folder that is whole or not there, with checksums and a page."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kb.exports import release as release_module
from kb.exports.error import ExportError
from kb.exports.format import Format, named
from kb.exports.formats import summary
from kb.exports.release import PAGE, SUMS, release
from kb.exports.release_page import size
from tests.exports.selected import selected

SMALL = ("csv", "jsonl", "parquet")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Release a few formats only; all of them are released by the test of the command."""
    monkeypatch.setattr(release_module, "formats", lambda: {name: named(name) for name in SMALL})


def make(path: Path, folder: Path, *, force: bool = False, **given: list[str]) -> list[str]:
    """Release what is chosen of a built file; the names of its files."""
    with selected(path, given) as selection:
        return [each.name for each in release(selection, folder, force=force)]


class Links(HTMLParser):
    """Where a page leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of a link."""
        self.found += [str(value) for name, value in attrs if (tag, name) == ("a", "href")]


def test_a_release_has_a_file_of_each_format_and_tells_of_it(tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    names = make(tiny, folder)
    assert names == [
        "cold-hand-baths-csv.zip",
        "cold-hand-baths.jsonl",
        "cold-hand-baths-parquet.zip",
    ]
    assert {path.name for path in folder.iterdir()} == {*names, SUMS, PAGE}
    links = Links((folder / PAGE).read_text("utf-8")).found
    assert links == ["https://creativecommons.org/licenses/by/4.0/", *names]
    assert folder.stat().st_mode & 0o777 == 0o755


def test_the_checksums_are_those_of_the_files(tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    make(tiny, folder, claim=["wrist-pain"])
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert told == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != SUMS
    }


def test_two_releases_are_the_same(tiny: Path, tmp_path: Path) -> None:
    make(tiny, tmp_path / "one")
    make(tiny, tmp_path / "two")
    assert (tmp_path / "one" / SUMS).read_bytes() == (tmp_path / "two" / SUMS).read_bytes()


def test_a_release_takes_the_place_of_an_older_one_with_force_only(
    tiny: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "release"
    make(tiny, folder)
    with pytest.raises(ExportError, match="is there already"):
        make(tiny, folder)
    (folder / "leftover").touch()
    make(tiny, folder, force=True)
    assert not (folder / "leftover").exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_that_is_no_release_is_left_alone(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="is no release"):
        make(tiny, tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(ExportError, match="is there already"):
        make(tiny, path)


def test_an_empty_folder_is_filled(tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    assert make(tiny, folder)
    assert (folder / PAGE).is_file()


def test_a_folder_in_a_place_that_is_not_there_is_told(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file or directory"):
        make(tiny, tmp_path / "nowhere" / "release")


def test_what_stops_a_release_leaves_nothing(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped() -> Iterator[tuple[str, Format]]:
        yield "csv", named("csv")
        raise KeyboardInterrupt

    class Stopped(dict[str, Format]):
        def values(self) -> Iterator[Format]:  # type: ignore[override]  # stops half-way
            return (made for _, made in stopped())

    monkeypatch.setattr(release_module, "formats", Stopped)
    with pytest.raises(KeyboardInterrupt):
        make(tiny, tmp_path / "release")
    assert list(tmp_path.iterdir()) == []


def test_a_format_whose_library_is_not_there_is_left_out_and_that_is_told(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    folder = tmp_path / "release"
    assert make(tiny, folder) == ["cold-hand-baths-csv.zip", "cold-hand-baths.jsonl"]
    page = (folder / PAGE).read_text("utf-8")
    assert "parquet is left out: Parquet is written by pyarrow, which is not installed" in page


def test_a_format_that_cannot_hold_so_much_is_left_out_and_that_is_told(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = {name: named(name) for name in ("jsonl", "summary")}
    monkeypatch.setattr(release_module, "formats", lambda: some)
    monkeypatch.setattr(summary, "MOST_CLAIMS", 5)
    with selected(tiny) as selection:
        assert [each.name for each in release(selection, tmp_path / "out")] == [
            "cold-hand-baths.jsonl"
        ]
        (notice,) = selection.notices
    assert notice.startswith("summary is left out: a summary of 6 claims is one that nobody reads;")
    assert notice.endswith("narrow it to 5 by filters, or take `xlsx` or `csv`")


def test_the_page_needs_no_licence_address_and_no_advice(tiny: Path, tmp_path: Path) -> None:
    with selected(tiny) as selection:
        selection.about = selection.about._replace(
            title="<Cold & wet>", licence_url=None, advice=None
        )
        release(selection, tmp_path / "release")
    page = (tmp_path / "release" / PAGE).read_text("utf-8")
    assert "<h1>&lt;Cold &amp; wet&gt;</h1>" in page
    assert "Licence: CC-BY-4.0." in page


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "0 bytes"), (999, "999 bytes"), (1500, "1.5 kB"), (12_345, "12 kB"),
     (999_600, "1.0 MB"), (5_000_000_000_000, "5000 GB")],
)  # fmt: skip
def test_sizes_are_short(n: int, expected: str) -> None:
    assert size(n) == expected
