"""Every number of a text, and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.spans import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # digits
        ("used 21% against 9%", {"21": 21, "9": 9}),
        ("at 0.5 to 1.0 mph", {"0.5": 0.5, "1.0": 1}),
        ("5-10 minutes, -3 degrees", {"5": 5, "10": 10, "3": 3}),
        ("1,000 and 12,345,678.9 steps", {"1,000": 1000, "12,345,678.9": 12345678.9}),
        ("10\u202f000 or 10\u2009000", {"10\u202f000": 1e4, "10\u2009000": 1e4}),
        ("10 000", {"10": 10, "000": 0}),
        ("in 5,12,2024 or 1,0000", {"5": 5, "12": 12, "2024": 2024, "1": 1, "0000": 0}),
        ("VO2 max1 of H3N", {"2": 2, "1": 1, "3": 3}),
        ("April 28, 2024", {"28": 28, "2024": 2024}),
        ("p<.05, p = 0·001, .5", {".05": 0.05, "0·001": 0.001, ".5": 0.5}),
        ("on 2024.01.28, e.g. fig.7", {"2024": 2024, "01": 1, "28": 28, "7": 7}),
        ("1½ miles and ¼", {"1½": 1.5, "¼": 0.25}),
        ("5 million, 1.2 Billion", {"5 million": 5e6, "1.2 Billion": 1.2e9}),
        ("2 dozen, 3 dozens", {"2 dozen": 24, "3": 3}),
        ("٣ m², CO₂, x³", {"٣": 3}),
        # words
        ("Zero, one, TEN, nineteen", {"Zero": 0, "one": 1, "TEN": 10, "nineteen": 19}),
        ("twenty-one, thirty four", {"twenty-one": 21, "thirty four": 34}),
        ("ninety\nnine", {"ninety\nnine": 99}),
        ("twenty\n\nOne", {"twenty": 20, "One": 1}),
        ("a hundred, two hundred", {"hundred": 100, "two hundred": 200}),
        ("one hundred and five", {"one hundred and five": 105}),
        ("three hundred twenty-one", {"three hundred twenty-one": 321}),
        ("one hundred and two hundred", {"one hundred": 100, "two hundred": 200}),
        ("a thousand two hundred and six", {"thousand two hundred and six": 1206}),
        ("one hundred and two thousand", {"one hundred and two thousand": 102_000}),
        ("ten million", {"ten million": 10e6}),
        ("a dozen, two dozen, half a dozen", {"dozen": 12, "two dozen": 24, "half a dozen": 6}),
        ("half, a quarter", {"half": 0.5, "quarter": 0.25}),
        ("one half, three quarters", {"one half": 0.5, "three quarters": 0.75}),
        ("two-thirds, one-tenth", {"two-thirds": 2 / 3, "one-tenth": 0.1}),
        ("one and a half, ten and a quarter", {"one and a half": 1.5, "ten and a quarter": 10.25}),
        ("double, doubled, twice", {"double": 2, "doubled": 2, "twice": 2}),
        ("tripling, thrice, quadruple", {"tripling": 3, "thrice": 3, "quadruple": 4}),
        ("halved, twofold, tenfold", {"halved": 0.5, "twofold": 2, "tenfold": 10}),
        ("a six-week, twenty-second run", {"six": 6, "twenty": 20}),
        ("two one-minute bouts", {"two": 2, "one": 1}),
        # neither
        ("once, single, couple, pair, both", {}),
        ("first, third, twenty-first, fifty-third, hundredth", {}),
        ("dozens, hundreds, thousands of millions", {}),
        ("no one, no-one, one another, one’s, one", {"one": 1}),
        ("someone, often, weight, stone, seventyish, fortytwo", {}),
        ("", {}),
    ],
)
def test_numbers(text: str, expected: dict[str, float]) -> None:
    found = list(numbers(text))
    assert [token.text for token in found] == list(expected)
    assert [token.value for token in found] == pytest.approx(list(expected.values()))


WORDS = ["one", "two", "twenty", "hundred", "thousand", "dozen", "half", "third", "a", "and", "-"]
MADE = st.lists(st.sampled_from([*WORDS, " ", "\n", "1", ",000", ".5", "½"])).map("".join)


@given(st.text() | MADE)
@example("1" * 400)
@example("\u017fix f\u0131ve \u212a")
def test_offsets_slice_to_the_token(text: str) -> None:
    end = 0
    for token in numbers(text):
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        assert token.value >= 0
        end = token.end


@given(st.text() | MADE)
def test_every_decimal_digit_is_in_a_number(text: str) -> None:
    covered = {at for token in numbers(text) for at in range(token.start, token.end)}
    assert covered >= {at for at, character in enumerate(text) if character.isdecimal()}


@given(st.integers(0, 10**15), st.integers(0, 999))
def test_digits_are_read_as_python_writes_them(whole: int, part: int) -> None:
    for text in (f"{whole}", f"{whole:,}", f"{whole}.{part}", f"{whole:,}.{part}"):
        assert [token.value for token in numbers(f"about {text}, or so")] == [
            float(text.replace(",", ""))
        ]


@pytest.mark.parametrize(
    "piece", ["one ", "1,", "1,000,", "one hundred and ", "one-", "\n", "1.1."]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    begun = time.process_time()
    assert len(list(numbers(piece * 5_000))) <= 10_000
    assert time.process_time() - begun < 2
