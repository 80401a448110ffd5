"""CSV and TSV into rows: right lines, nothing bent, nothing lost."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.importing.reading import ReadingOptions
from kb.problems import Problem
from tests.importing.taken import Taken, refused, taken, taken_or_refused


def written(tmp_path: Path, content: str | bytes, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(tmp_path: Path, content: str | bytes, **options: object) -> Taken:
    return taken(written(tmp_path, content), ReadingOptions(**options))  # type: ignore[arg-type]


# -- what is right ---------------------------------------------------------------------------


def test_rows_are_cells_with_their_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "id,dose\na,1\nb,2\n")
    assert found.reading.columns == ("id", "dose")
    assert found.rows == [["a", "1"], ["b", "2"]]
    assert found.lines == [2, 3]
    assert found.reading.given == 2


def test_line_breaks_within_quotes_are_kept_and_lines_stay_right(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,said,by\na,"one\ntwo\r\nthree",x\nb,"say ""no""",y\n')
    assert found.rows == [["a", "one\ntwo\r\nthree", "x"], ["b", 'say "no"', "y"]]
    assert found.lines == [2, 5]
    assert found.told == []


def test_quotes_may_be_text(tmp_path: Path) -> None:
    found = read(tmp_path, 'id\tsaid\na\t"open\nb\t5" wide\n', delimiter="tab", quoting="none")
    assert found.rows == [["a", '"open'], ["b", '5" wide']]


def test_a_table_may_lack_names_of_columns(tmp_path: Path) -> None:
    found = read(tmp_path, "made by hand\n\na;1\nb;2\n", header=False, skip=1, delimiter=";")
    assert found.reading.columns == ("column_1", "column_2")
    assert found.rows == [["a", "1"], ["b", "2"]]
    assert found.lines == [3, 4]


def test_names_of_columns_are_made_unique_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, ",dose,次数,dose,column_5,\n1,2,3,4,5,6\n")
    assert found.reading.columns == ("column_1", "dose", "次数", "dose_2", "column_5", "column_6")
    assert [notice.message for notice in found.reading.notices] == snapshot(
        [
            "column 1 has no name; it is called `column_1`",
            "column 4 is a second `dose`; it is called `dose_2`",
            "column 6 has no name; it is called `column_6`",
        ]
    )


def test_a_made_name_gives_way_to_a_given_one(tmp_path: Path) -> None:
    assert read(tmp_path, ",column_1\n1,2\n").reading.columns == ("column_1_", "column_1")


def test_a_header_alone_gives_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, "id,dose\n").rows == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
def test_line_ends_of_all_systems(tmp_path: Path, end: str) -> None:
    found = read(tmp_path, end.join(["id,dose", "a,1", "b,2", ""]))
    assert found.rows == [["a", "1"], ["b", "2"]]
    assert found.lines == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_encodings_that_are_said(tmp_path: Path, encoding: str) -> None:
    content = "id,name\na,Memiş\n".replace("ş", "ß").encode(encoding)
    assert read(tmp_path, content, encoding=encoding).rows == [["a", "Memiß"]]


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    found = read(tmp_path, b"\xef\xbb\xbfid,dose\na,1\n")
    assert found.reading.columns == ("id", "dose")
    assert found.told == [(1, "byte-order-mark", 1)]


@pytest.mark.parametrize("longest", range(10, 20))
def test_a_line_end_of_two_bytes_is_one_wherever_a_block_ends(tmp_path: Path, longest: int) -> None:
    found = read(tmp_path, "a,b\r\n1,2\r\n3,4\r5,6\r\n" * 9, longest=longest)
    assert found.lines == list(range(2, 37))
    assert found.told == []


def test_rows_beyond_a_block_have_their_lines(tmp_path: Path) -> None:
    rows = [
        [f"r{number}", 'a "long"\ntext' if number % 97 == 0 else "x" * 40] for number in range(9000)
    ]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["id", "said"], *rows])
    found = read(tmp_path, out.getvalue())
    assert found.rows == rows
    starts = [line for line, text in enumerate(out.getvalue().splitlines(), 1) if text[:1] == "r"]
    assert found.lines == starts
    assert len(found.batches) > 2


# -- what is wrong ---------------------------------------------------------------------------


def test_rows_that_are_too_long_or_short_are_rejected(tmp_path: Path) -> None:
    found = read(tmp_path, "id,dose\na,1\nb,2,3\nc\n,\nd,4\n")
    assert found.rows == [["a", "1"], ["", ""], ["d", "4"]]
    assert found.lines == [2, 5, 6]
    assert found.refusals == [(3, "cell-count"), (4, "cell-count")]
    assert [each.content for each in found.rejected] == ["b,2,3", "c"]
    assert found.rejected[0].message == snapshot(
        "3 cells, but the table has 2 columns; a delimiter within a cell needs"
        " quotes around the cell"
    )


def test_empty_lines_are_passed_over_and_told_once(tmp_path: Path) -> None:
    found = read(tmp_path, "id,dose\n\na,1\n \n\nb,2\n\n")
    assert found.lines == [3, 6]
    assert found.told == [(2, "empty-line", 4)]
    assert found.reading.given == 2


def test_a_quote_that_never_closes_takes_only_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,dose\na,1\nb,"2\nc,3\nd,4\n')
    assert found.rows == [["a", "1"], ["c", "3"], ["d", "4"]]
    assert found.refusals == [(3, "open-quote")]
    assert found.rejected[0].message == snapshot(
        "a quote opens here and is not closed; double a quote within a cell, or, if quotes are text"
        " in this file, say `quoting: none`"
    )


def test_a_quote_that_closes_in_a_later_row_merges_none(tmp_path: Path) -> None:
    found = read(tmp_path, 'id\tsaid\tby\na\t"b\tx\nc\td\ty\ne\tf"\tz\ng\th\tw\n', delimiter="tab")
    assert found.refusals == [(2, "open-quote")]
    assert [row[0] for row in found.rows] == ["c", "e", "g"]
    assert found.rejected[0].message == snapshot(
        "a quote opens here and closes only in line 4; double a quote within a cell, or, if quotes"
        " are text in this file, say `quoting: none`"
    )


def test_a_long_text_in_a_narrow_table_is_kept_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,said\na,"first\nsecond, and\nthird, too"\n')
    assert found.rows == [["a", "first\nsecond, and\nthird, too"]]
    assert found.told == [(2, "cell-holds-rows", 1)]


def test_text_behind_a_closing_quote_is_rejected(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,said,by,on\na,"b" c,d,e\nf,"one\ntwo" three,g,h\ni,j,k,l\n')
    assert found.rows == [["i", "j", "k", "l"]]
    assert found.refusals == [(2, "stray-quote"), (3, "stray-quote")]
    assert found.rejected[1].content == 'f,"one\ntwo" three,g,h'


def test_a_row_of_too_many_lines_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,said\na,"1\n2\n3"\nb,x\n', lines=2)
    assert found.refusals == [(2, "open-quote"), (3, "cell-count"), (4, "cell-count")]
    assert found.rows == [["b", "x"]]


def test_a_file_that_ends_in_a_row_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "id,dose,by\na,1,x\nb,2")
    assert found.refusals == [(3, "cut-short")]
    assert found.rejected[0].message == snapshot(
        "the file ends in this row, behind 2 cells of 3; copy or download it again"
    )


def test_bytes_that_are_no_text_are_rejected_and_shown(tmp_path: Path) -> None:
    found = read(tmp_path, "id,name\na,Memiş\n".encode() + b"b,\xe9t\xe9\nc,x\0y\n\xff\nd,z\n")
    assert [row[0] for row in found.rows] == ["a", "d"]
    assert found.refusals == [(3, "no-text"), (4, "no-text"), (5, "no-text")]
    assert [each.content for each in found.rejected] == [r"b,\xE9t\xE9", r"c,x\x00y", r"\xFF"]
    assert [each.message for each in found.rejected[:2]] == snapshot(
        [
            "byte 0xE9 is not utf-8; if the file is in another encoding, say which: `encoding: …`",
            "a zero byte is no text; in UTF-16 they are many: `encoding: utf-16`",
        ]
    )


def test_half_a_character_of_an_eastern_encoding_is_shown_as_bytes(tmp_path: Path) -> None:
    content = "id,name\na,名\n".encode("gbk") + b"b,\x81\x20\n"
    found = read(tmp_path, content, encoding="gbk")
    assert found.rows == [["a", "名"]]
    assert found.rejected[0].content == r"b,\x81 "


def test_a_line_too_long_is_rejected_without_being_held(tmp_path: Path) -> None:
    content = "id,said\na,1\nb," + "x" * 500 + "\nc,3\n"
    found = read(tmp_path, content, longest=100)
    assert found.rows == [["a", "1"], ["c", "3"]]
    assert found.refusals == [(3, "row-too-long")]
    assert found.rejected[0].message == snapshot(
        "the line is longer than 100 bytes; if that is right, say how long a row may be:"
        " `longest: …`"
    )


@pytest.mark.parametrize("cell", ['"' + "x" * 400 + '"', '"' + 'x""' * 200 + '"', "x" * 400 + '"'])
def test_quotes_in_a_line_too_long_do_no_harm_behind_it(tmp_path: Path, cell: str) -> None:
    found = read(tmp_path, f'id,said\nb,{cell}\nc,"3\n4"\nd,5', longest=100)
    assert (2, "row-too-long") in found.refusals
    assert found.rows[-2:] == [["c", "3\n4"], ["d", "5"]]


def test_a_file_of_one_endless_line_is_not_held(tmp_path: Path) -> None:
    found = read(tmp_path, "id,said\n" + "x" * 300, longest=50)
    assert found.refusals == [(2, "row-too-long")]


@pytest.mark.parametrize(
    ("content", "options", "code", "words"),
    [
        (b"", {}, "empty-input", "the file is empty"),
        (b"\n \n", {}, "empty-input", "the file is empty"),
        (b"made by hand\n", {"skip": 3}, "empty-input", "the file is empty"),
        (b'id,"dose\na,1\n', {}, "no-header", "unexpected end of data"),
        (b"id,\xe9\na,1\n", {}, "no-header", r"id,\xE9"),
        ("id,dose\n".encode("utf-16"), {}, "wrong-encoding", "begins as UTF-16"),
        ("id,dose\n".encode("utf-16")[:-1], {"encoding": "utf-16"}, "wrong-encoding", "truncated"),
        (b"id,dose\n", {"encoding": "utf-99"}, "wrong-encoding", "no encoding `utf-99`"),
        (b"id,dose\n", {"delimiter": "::"}, "wrong-option", "`::` is no delimiter"),
        (b"id,dose\n", {"format": "cvs"}, "wrong-option", "no format `cvs`"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes, options: dict[str, object], code: str, words: str
) -> None:
    said = ReadingOptions(**options)  # type: ignore[arg-type]
    problem = refused(written(tmp_path, content), said)
    assert problem.code == code
    assert words in problem.message
    assert problem.hint


# -- nothing is lost -------------------------------------------------------------------------

PIECES = ('"', '""', ",", "\n", "\r\n", "\r", "\0", "\\xff", " ", '\n"', '",')
SMALL = ReadingOptions(format="csv", header=False, longest=60, lines=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=60))
@example(['"', ",", "\n", '"'])
def test_every_word_is_in_one_row_or_one_rejection(tmp_path: Path, pieces: list[str]) -> None:
    words = [f"w{number}." for number in range(len(pieces) + 1)]
    text = "".join(word + piece for word, piece in zip(words, [*pieces, ""], strict=True))
    content = text.encode().replace(rb"\xff", b"\xff")
    found = taken_or_refused(written(tmp_path, content), SMALL)
    if isinstance(found, Problem):
        assert found.code in {"no-header", "empty-input"}
        return
    cells = ["".join(row) for row in found.rows]
    everything = "".join([*cells, *(each.content for each in found.rejected)])
    assert {word: everything.count(word) for word in words} == dict.fromkeys(words, 1)
    assert found.reading.given == len(found.rows) + len(found.rejected)
    assert len(found.lines) == len(found.rows)
    assert {len(row) for row in found.rows} <= {len(found.reading.columns)}
    if max(map(len, content.split(b"\n"))) < SMALL.longest:
        starts = [
            next(iter(re.findall(r"w\d+\.", cells)), "") for cells in map("".join, found.rows)
        ]
        texts = list(io.StringIO(content.decode(errors="replace"), newline=""))
        placed = zip(found.lines, starts, strict=True)
        assert all(start in texts[line - 1] for line, start in placed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["standard", "none"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, quoting: str) -> None:
    path = written(tmp_path, content)
    found = taken_or_refused(path, ReadingOptions(format="csv", quoting=quoting, longest=50))
    assert found.hint if isinstance(found, Problem) else found.reading.n_bytes == len(content)


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=8))
def test_what_is_written_as_csv_is_read_again(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("a", "b", "c"), *rows])
    assert read(tmp_path, out.getvalue()).rows == [list(row) for row in rows]
