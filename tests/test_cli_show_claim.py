"""`kb show CLAIM`: from statement and evidence over the pool to verdict and wording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.database.build import build
from tests.command import run
from tests.evidence import FULL, claim, corpus, finding, study
from tests.test_cli_check import on_a_terminal


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a built file with a pool of two, of three, of ratios, and a single study."""
    cm = [study(f"s{at}", finding(value=at, se=0.5, n=10)) for at in (1, 2, 3)]
    ratios = [
        study(f"r{at}", finding(estimate_type="ratio_of_means", value=1 + at / 10, se=0.01))
        for at in (1, 2)
    ]
    bare = study("bare", finding(value=9))
    claims = [
        claim([(f"s{at}", "taller") for at in (1, 2, 3)] + [("bare", "taller")]),
        claim([("r1", "taller"), ("r2", "taller")], id="ratio"),
        claim([("s2", "taller")], id="single"),
        claim([("bare", "taller")], id="unfit"),
    ]
    made = corpus([*cm, *ratios, bare], *claims)
    return build(made, tmp_path_factory.mktemp("shown") / "kb.db").path


def section(target: Path, record: str, name: str) -> list[str]:
    """Give the lines of a section."""
    page = run("show", "--root", FULL, "--db", target, record).output
    _, _, rest = page.partition(f"\n\n{name}\n")
    return rest.partition("\n\n")[0].splitlines()


def test_a_pool_is_drawn_with_its_studies_and_what_it_left_out(target: Path) -> None:
    *studies, pooled, prediction, axis, left, _ = section(target, "taller", "pooled from")
    assert [line.split()[-2:] for line in studies] == [["33.3", "%"]] * 3
    assert "■" in studies[0]
    assert "◆" in pooled
    assert "2.00 " in pooled
    assert prediction.startswith("  prediction")
    assert "┄" in prediction
    assert axis.strip()
    assert left.startswith("  - not pooled: Fabula & van der Fiktion 1987 [bare.taller]: no inter")


def test_a_pool_says_of_what_and_of_how_many_it_is(target: Path) -> None:
    told = " ".join(line.strip() for line in section(target, "taller", "pooled"))
    assert "k reports 3 · k studies 3 · k cohorts 3" in told
    assert "REML; knapp-hartung-floor" in told


def test_ratios_are_drawn_as_ratios(target: Path) -> None:
    first, second, pooled, *_ = section(target, "ratio", "pooled from")
    assert ["1.1" in first, "1.2" in second, "1.1" in pooled] == [True] * 3


def test_one_study_is_drawn_without_a_pool(target: Path) -> None:
    study_row, _, left, *_ = section(target, "single", "pooled from")
    assert "■" in study_row
    assert "one study" in left
    assert section(target, "single", "pooled") == []


def test_nothing_on_a_scale_draws_nothing(target: Path) -> None:
    first, *_ = section(target, "unfit", "pooled from")
    assert first.startswith("  - not pooled: ")


def test_a_claim_is_told_in_the_order_of_an_argument(full: Path) -> None:
    page = run("show", "--root", FULL, "--db", full, "taller-tomatoes").output
    heads = [
        "said",
        "numbers",
        "evidence",
        "pooled from",
        "gaps",
        "domains",
        "verdict",
        "wording",
    ]
    places = [page.index(f"\n\n{head}\n") for head in heads]
    assert places == sorted(places)
    assert "rating mixed" in page
    assert "Tomatoes need song." in page


def test_json_has_the_pool_and_its_inputs(target: Path) -> None:
    (told,) = json.loads(
        run("show", "--root", FULL, "--db", target, "taller", "--format", "json").output
    )
    assert told["pooled"][0]["estimate"] == pytest.approx(2)
    assert [one["used"] for one in told["pooled from"]] == [0, 1, 1, 1]


def test_forest_plot_fits_the_terminal(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    printed = on_a_terminal("show", "--root", FULL, "--db", target, "taller")
    plot = printed.partition("pooled from")[2].partition("not pooled")[0].splitlines()
    assert 50 < max(map(len, plot)) <= 70
