"""`kb check-text`: the claims that a sentence resembles, and what is known of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.database.build import build
from kb.database.sentence import said
from tests.command import run
from tests.evidence import FULL, claim, corpus, finding, study


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a built file with a claim of more and one of less height."""
    ratios = [
        study(f"r{at}", finding(estimate_type="ratio_of_means", value=at / 10, n=at))
        for at in (8, 9, 11, 13)
    ]
    told = study("told", finding(result="Taller."))
    more = [("r11", "taller"), ("r13", "taller"), ("told", "taller")]
    claims = [
        claim(more),
        claim(
            [("r8", "taller"), ("r9", "taller")],
            id="shorter",
            claim="Silence stunts sad basil.",
            direction="decrease",
            population="basil-plants",
        ),
        claim([], id="old", claim="Humming paints plants purple.", status="deprecated"),
    ]
    made = corpus([*ratios, told], *claims)
    return build(made, tmp_path_factory.mktemp("texts") / "kb.db").path


def told(target: Path, *words: str) -> dict[str, Any]:
    """Give what is told of a sentence, for programs."""
    text = run("check-text", "--root", FULL, "--db", target, "--format", "json", *words).stdout
    (found,) = json.loads(text)["sentences"]
    return dict(found)


def claims(target: Path, *words: str) -> list[str]:
    """Give the ids of the claims that a sentence resembles."""
    return [one["claim_id"] for one in told(target, *words)["claims"]]


def test_a_sentence_finds_its_claim_by_words_inflections_and_synonyms(target: Path) -> None:
    assert claims(target, "hummed at, a plant is taller") == ["taller"]
    assert claims(target, "crooning makes any plant taller") == ["taller"]


@pytest.mark.parametrize("words", ["coffee ruins sleep", "humming cures baldness", "the", "60"])
def test_what_fits_no_claim_is_said_plainly(target: Path, words: str) -> None:
    result = run("check-text", "--root", FULL, "--db", target, words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"no claim here fits “{words}”" in result.stderr
    assert told(target, words)["claims"] == []


def test_a_withdrawn_claim_is_not_found(target: Path) -> None:
    assert "old" not in claims(target, "humming paints plants purple")


def test_a_claim_far_behind_the_best_is_not_told(target: Path) -> None:
    assert claims(target, "silence stunts sad basil") == ["shorter"]


def test_a_number_beyond_what_was_measured_is_told(target: Path) -> None:
    (one,) = told(target, "humming makes plants 40% taller, or 30 percent, in 6 weeks")["claims"]
    assert one["measured"]["value"] == pytest.approx(1.3)
    assert one["beyond_measured"] == ["40%"]


def test_a_fall_is_held_against_the_farthest_fall(target: Path) -> None:
    (one,) = told(target, "silence stunts sad basil: 25 % less, or cut by 15 %")["claims"]
    assert one["measured"]["value"] == pytest.approx(0.8)
    assert one["beyond_measured"] == ["25 %"]


def test_a_number_of_the_other_way_in_a_mixed_sentence_is_not_held_against_it(target: Path) -> None:
    words = "silence stunts sad basil, 15 % less height with 30 % more basil"
    assert told(target, words)["claims"][0]["beyond_measured"] == []
    page = run("check-text", "--root", FULL, "--db", target, words).output
    assert "15 %: not beyond what was measured; 30 %: nothing that was measured" in page


def test_a_page_for_people_has_verdict_measure_gaps_and_wording(target: Path) -> None:
    page = run(
        "check-text", "--root", FULL, "--db", target, "humming plants 40 % taller after 6 weeks"
    ).output
    head, *rows = page.splitlines()
    assert head == "Humming makes plants taller. [taller]"
    assert [" ".join(row.split()) for row in rows] == [
        "resembles by humming, plants, taller",
        "verdict not judged yet",
        "measured at most +30 %: Fabula & van der Fiktion 1987, n = 13 [r13.taller]",
        "said 40 %: beyond what was measured",
        "gaps none",
        "may be said nothing yet: there is no sentence for it",
    ]


def test_a_judged_claim_is_told_with_its_sentence_and_what_not_to_say(full: Path) -> None:
    sentence = "humming makes love apples taller than silence does, by up to 15 percent"
    page = run("check-text", "--root", FULL, "--db", full, "--limit", "1", sentence).output
    told = " ".join(page.split())
    assert "verdict mixed, certainty very low" in told
    assert "may be said Humming may make tomatoes a little taller" in told
    assert "not to say Humming grows tomatoes.; Tomatoes need song." in told
    assert "gaps certainty-upgrade (major)" in told


def test_each_sentence_of_a_text_is_looked_at_by_itself(target: Path) -> None:
    text = "Humming makes plants taller. Coffee ruins sleep!\nSilence stunts sad basil by 25 %."
    result = run("check-text", "--root", FULL, "--db", target, text)
    page = result.stdout
    assert result.exit_code == 0
    assert page.index("“Humming makes plants taller.”") < page.index("[taller]")
    assert page.index("“Silence stunts sad basil by 25 %.”") < page.index("[shorter]")
    assert "no claim here fits “Coffee ruins sleep!”" in result.stderr


def test_what_has_no_words_fits_no_claim(target: Path) -> None:
    result = run("check-text", "--root", FULL, "--db", target, "… ?!")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no claim here fits “… ?!”" in result.stderr


def test_a_claim_whose_statement_has_the_number_goes_first(full: Path) -> None:
    first, *_ = told(full, "hummed at tomatoes get 15 percent taller")["claims"]
    assert first["claim_id"] == "taller-tomatoes"


def test_a_claim_without_a_comparable_finding_says_so(built: Path) -> None:
    page = run("check-text", "--root", built, "a cold hand bath eases wrist pain by 9 %").output
    assert "no finding that can be told in percent" in page
    assert "9 %: nothing that was measured can be held against it" in page


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("60% more", [("60%", 1.6)]),
        ("20 per cent less", [("20 per cent", 0.8)]),
        ("20 % more heat and a lower pulse", [("20 %", 1.2)]),
        ("lowers the pulse, with 20 % more heat", [("20 %", 1.2)]),
        ("a 20 % reduction, and more heat", [("20 %", 0.8)]),
        ("cut by more than 20 %", [("20 %", 0.8)]),
        ("by 20 % the pulse drops", [("20 %", 0.8)]),
        ("two times and 3-fold", [("two", 2), ("3", 3)]),
        ("for 6 weeks", [("6", None)]),
        ("21% of the most, 9% in silence", [("21%", None), ("9%", None)]),
        ("20 % of plants grew 30 % taller than", [("20 %", None), ("30 %", 1.3)]),
    ],
)
def test_numbers_of_a_sentence_are_read_with_their_unit(
    sentence: str, expected: list[tuple[str, float | None]]
) -> None:
    assert [(one.text, one.ratio) for one in said(sentence)] == expected
