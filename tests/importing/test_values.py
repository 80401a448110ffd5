"""What cells say becomes values: numbers, dates, words, ids; what cannot be is refused in words."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.importing import convert, date
from kb.importing.identity import LONGEST, key, slug
from kb.importing.refusal import Refused
from kb.importing.template import Template
from kb.importing.vocabulary import Vocabulary


def refusal(made: convert.Convert, value: object) -> tuple[str, str]:
    """Give code and message of a refusal."""
    with pytest.raises(Refused) as refused:
        made([value])
    return refused.value.code, refused.value.message


@pytest.mark.parametrize(
    ("told", "stored"),
    [
        (["71", " 3 "], [71, 3]),
        (["71.0", "2"], [71, 2]),
        ([71, None, "4"], [71, None, 4]),
        ([2.0], [2]),
    ],
)
def test_whole_numbers(told: list[object], stored: list[object]) -> None:
    assert convert.whole(told) == stored


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("2.5", "not-a-number"),
        ("many", "not-a-number"),
        (True, "not-a-number"),
        ("1e400", "not-a-number"),
        ("9" * 17, "out-of-range"),
        (10**400, "not-a-number"),
        (["7"], "not-a-number"),
    ],
)
def test_what_is_no_whole_number(told: object, code: str) -> None:
    assert refusal(convert.whole, told)[0] == code


def test_decimal_signs_are_said_never_guessed() -> None:
    assert convert.numbers(None)(["2.5", 3, None]) == [2.5, 3.0, None]
    assert convert.numbers("comma")(["1.234,5", "0,5", 2, "-7"]) == [1234.5, 0.5, 2.0, -7.0]
    assert "say `decimal: comma`" in refusal(convert.numbers(None), "2,5")[1]
    assert "no number with a decimal comma" in refusal(convert.numbers("comma"), "2.5")[1]


def test_names_are_a_list_or_parted_where_the_mapping_says() -> None:
    assert convert.names(";")(["Ä; B", None]) == ['["Ä", "B"]', "[]"]
    assert convert.names(None)([["a", "b"], "a; b"]) == ['["a", "b"]', '["a; b"]']


def test_texts() -> None:
    assert convert.text([" a ", "  ", None, 2.5, False]) == ["a", None, None, "2.5", "false"]
    assert convert.exact([" a ", None, 3]) == [" a ", None, "3"]
    assert refusal(convert.text, {"a": 1})[0] == "not-single"


@pytest.mark.parametrize(
    ("told", "order", "day"),
    [
        ("2024-01-28", "year-first", "2024-01-28"),
        ("2024-01", "year-first", "2024-01"),
        (2024, "year-first", "2024"),
        ("2020-11-20 15:58:08 UTC", "year-first", "2020-11-20"),
        ("20240128", "year-first", "2024-01-28"),
        ("28.1.2024", "year-first", "2024-01-28"),
        ("01/28/2024", "year-first", "2024-01-28"),
        ("03/04/2024", "day-first", "2024-04-03"),
        ("03/04/2024", "month-first", "2024-03-04"),
        ("05.05.2024", "year-first", "2024-05-05"),
        ("28 January 2024", "year-first", "2024-01-28"),
        ("Jan 28, 2024", "year-first", "2024-01-28"),
    ],
)
def test_dates_in_the_forms_that_people_write(told: object, order: str, day: str) -> None:
    assert date.iso(told, order) == day


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("03/04/2024", "ambiguous-date"),
        ("30.02.2024", "not-a-date"),
        ("28 Jam 2024", "not-a-date"),
        ("soon", "not-a-date"),
        ("13/13/2024", "not-a-date"),
    ],
)
def test_what_is_no_date_or_two(told: str, code: str) -> None:
    assert refusal(convert.each(lambda value: date.iso(value, "year-first")), told)[0] == code


@given(st.text())
def test_any_text_gives_an_id_and_always_the_same(text: str) -> None:
    made = slug("x-", text)
    assert made == slug("x-", text)
    assert len(made) <= LONGEST
    assert made.startswith("x-")


def test_ids_tell_apart_what_letters_alone_do_not() -> None:
    assert slug("", "CD4+") != slug("", "CD4-")
    assert slug("", "Body  Weight") == slug("", "body-weight") == "body-weight"
    assert key("x-", "PMC1") == "x-PMC1"
    assert key("x-", "a b") == "x-a-b"


def test_templates_join_columns_and_say_nothing_where_all_are_empty() -> None:
    columns: dict[str, list[Any]] = {"a": ["1", "", "", 5], "b": ["x", "y", "", None]}
    empty = frozenset({""})
    assert list(Template("{a} % {b}").values(columns, 4, empty)) == ["1 % x", " % y", None, "5 % "]
    assert list(Template("{a}").values(columns, 4, empty)) == ["1", None, None, 5]
    assert list(Template("fixed").values(columns, 4, empty)) == ["fixed"] * 4


def test_vocabularies_fold_spellings_and_tell_of_them() -> None:
    told: Counter[tuple[str, str]] = Counter()
    words = Vocabulary({"yes": "supports", "*": "disputes"}, is_closed=True)
    found = words.translate(["yes", "YES ", "nope", None, "nope"], told)
    assert found == ["supports", "supports", "disputes", None, "disputes"]
    assert told == {
        ("respelled-label", "`YES ` taken as `supports`"): 1,
        ("unlisted-word", "`nope` taken as `disputes`"): 2,
    }
    with pytest.raises(Refused, match="did you mean `yes`"):
        Vocabulary({"yes": "supports"}, is_closed=True).translate(["yess"], told)
    with pytest.raises(Refused, match="known: yes"):
        Vocabulary({"yes": "supports"}, is_closed=True).translate(["17"], told)
