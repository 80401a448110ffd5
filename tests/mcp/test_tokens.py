"""Quotes and tokens: what matches, and that any alteration is found."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.mcp.quotable import KINDS
from kb.mcp.tokens import digest, folded, parsed, quote
from tests.mcp.asking import CALLS, changed, data, quotes, told

TEXT = "At 3 km/h it burns 48.4 % more (95 % CI −5 to 102 %); it may not help."


def test_all_that_can_be_quoted_is_verified(pooled: Path) -> None:
    found = [each for name, asked in CALLS for each in quotes(data(pooled, name, **asked))]
    kinds = {each["token"].partition("/")[0] for each in found}
    assert kinds == KINDS.keys()
    for each in {one["token"]: one for one in found}.values():
        answer = data(pooled, "verify", token=each["token"], quoted=each["text"])
        assert answer["outcome"] == "matches", each
        assert answer["now"] == each
        if each["token"].partition("/")[0] in {"statement", "quantity", "finding"}:
            assert re.fullmatch(r"hum-post\.\w+(\[\d+–\d+\])?|\w+\[.+\]", answer["place"])


@pytest.mark.parametrize(
    "copied",
    [
        TEXT.replace(" ", "\N{NO-BREAK SPACE}"),
        TEXT.replace(" %", "%"),
        TEXT.replace("−", "-"),
        TEXT.replace("−", "–"),
        f"  {TEXT}\n",
        TEXT.replace("; ", ";\n  "),
    ],
)
def test_white_space_and_kinds_of_dash_make_no_difference(copied: str) -> None:
    assert folded(copied) == folded(TEXT)


@pytest.mark.parametrize(
    "altered",
    [
        TEXT.replace("48.4", "48.5"),
        TEXT.replace("48.4", "484"),
        TEXT.replace("3 km/h", "3 mph"),
        TEXT.replace("−5", "5"),
        TEXT.replace("may not", "may"),
        TEXT.replace("may", "does"),
        TEXT.replace("it may", "It may"),
        TEXT.replace("more", "mоre"),  # a Cyrillic letter
        TEXT.replace("more", "mo\N{ZERO WIDTH SPACE}re"),
        TEXT.replace("3 km", "³ km"),
        TEXT.replace("km/h", "km h"),
        TEXT.partition(";")[0],
        "",
    ],
)
def test_any_alteration_is_found(altered: str) -> None:
    assert folded(altered) != folded(TEXT)
    assert digest(altered) != digest(TEXT)


@given(st.integers(0, len(TEXT) - 1), st.characters())
def test_any_other_character_is_found(place: int, character: str) -> None:
    was = TEXT[place]
    assume(not (character.isspace() and was.isspace()))
    assume(character != was and unicodedata.normalize("NFC", character) != was)
    assume(not (unicodedata.category(character) == "Pd" or character == "−") or was != "−")
    assume(not (was == " " and TEXT[place + 1] == "%"))
    assert folded(TEXT[:place] + character + TEXT[place + 1 :]) != folded(TEXT)


@given(st.text())
def test_no_text_is_taken_for_a_token_by_mistake(text: str) -> None:
    assert parsed(text) is None


def test_a_quote_of_another_number_is_altered(full: Path) -> None:
    (claim,) = data(full, "search_claims", words="taller tomatoes", limit=1)["claims"]["items"]
    wording = claim["wording"]
    answer = told(full, "verify", token=wording["token"], quoted=f"{wording['text']} Always.")
    assert answer["summary"].startswith("The quote does NOT match")
    assert answer["data"]["outcome"] == "altered"
    assert answer["data"]["now"] == wording
    assert answer["data"]["claims"] == [claim["claim"]]


def test_an_older_version_says_so(full: Path, tmp_path: Path) -> None:
    wording = data(full, "get_claim", claim="taller-tomatoes")["wording"]
    newer = changed(full, tmp_path, "update claim set version = 'abcdef012345'")
    answer = told(newer, "verify", token=wording["token"], quoted=wording["text"])
    assert answer["summary"].endswith(
        "The quote is the same. get_claim with the token's id@version tells what has changed."
    )
    assert answer["data"]["outcome"] == "outdated"
    assert answer["data"]["matches"]
    assert answer["data"]["was_faithful"]
    assert answer["data"]["now"]["token"] != wording["token"]


def test_a_quote_of_what_was_said_before_is_told_from_an_altered_one(
    full: Path, tmp_path: Path
) -> None:
    gist = next(
        one
        for one in quotes(data(full, "get_claim", claim="taller-tomatoes"))
        if "/gist/" in one["token"]
    )
    newer = changed(full, tmp_path, "update statement set gist = 'Something else is said.'")
    faithful = told(newer, "verify", token=gist["token"], quoted=gist["text"])
    assert faithful["data"]["outcome"] == "outdated"
    assert faithful["data"]["was_faithful"]
    assert not faithful["data"]["matches"]
    assert faithful["summary"].endswith("The quote is not what it says.")
    altered = data(newer, "verify", token=gist["token"], quoted=f"{gist['text']}!")
    assert not altered["was_faithful"]


@pytest.mark.parametrize(
    "token",
    [
        "",
        "no token",
        "claim/taller-tomatoes/wording/0000",
        f"claim/no-such-claim/wording/{'0' * 16}",
        f"claim/taller-tomatoes/gist/{'0' * 16}",
        f"nothing/taller-tomatoes/wording/{'0' * 16}",
        f"statement/hum-post.byline/gist/{'0' * 16}",
        f"claim/taller-tomatoes' or 1=1/wording/{'0' * 16}",
    ],
)
def test_what_is_no_token_here_is_unknown(full: Path, token: str) -> None:
    answer = data(full, "verify", token=token, quoted="Anything.")
    assert answer == {"outcome": "unknown", "matches": False, "was_faithful": False, "claims": []}


def test_a_made_up_digest_proves_nothing(full: Path) -> None:
    forged = f"claim/taller-tomatoes/wording/{digest('Tomatoes sing.')}"
    answer = data(full, "verify", token=forged, quoted="Tomatoes sing.")
    assert answer["outcome"] == "outdated"
    assert not answer["matches"]


def test_a_text_that_is_cut_cannot_be_verified() -> None:
    long = quote("guidance", "text", {"id": "long", "text": "word " * 1000})
    assert long
    assert long.cut
    assert long.token is None
    assert len(long.text) == 2001
