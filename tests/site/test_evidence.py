"""What stands behind a claim: judgement, evidence, plots, traces and gaps; and the studies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.figures.style import STYLE
from tests.site.served import Server, altered, serving


def missing(text: str, *words: str) -> list[str]:
    """Give the words that a page lacks."""
    return [each for each in words if each not in text]


def test_claim_is_judged_with_reasons(full_site: Server) -> None:
    text = full_site.get("/claims/taller-tomatoes").text
    assert not missing(
        text,
        "◑ mixed ⊕◯◯◯ very low certainty",
        "The evidence is very uncertain: the true effect",
        "How to say it Humming may make tomatoes a little taller",
        "Do not say ✗ Humming grows tomatoes. ✗ Tomatoes need song.",
        "What would change it A trial with more pots.",
        "risk of bias ▼ serious, one level down The gardeners knew.",
        "Set by hand The pots are invented as well.",
    )


def test_evidence_line_keeps_direction_directness_and_strength_apart(full_site: Server) -> None:
    text = full_site.get("/claims/taller-tomatoes").text
    assert not missing(
        text,
        "randomised trial, n = 6; full text read",
        "2 cm (−0.4 to 4.4) mean difference",
        "✓ supports moderate by itself",
        "I ◐ intervention: partly",
        "Directness: The invented gardeners whistled now and then.",
        "read only through another source",
        "no result taken",
    )


def test_derived_value_is_marked(full_site: Server) -> None:
    assert "1.1 ratio of means derived: ratio" in full_site.get("/claims/taller-plants").text


def test_figure_made_at_build_is_shown_with_its_words_and_ways_to_download_it(
    full_site: Server,
) -> None:
    answer = full_site.get("/claims/taller-tomatoes")
    assert {"svg", "rect", "line", "desc"} <= set(answer.page.tags)
    assert "Forest plot: Height of the plant, height by ruler: mean difference" in answer.text
    assert "Fabula & van der Fiktion 1987: 2 (−0.4 to 4.4), n = 6" in answer.text
    for form in ("svg", "png"):
        assert f"/figures/taller-tomatoes-forest-1.{form}" in answer.page.links


def test_single_cohort_is_no_pool(full_site: Server) -> None:
    text = full_site.get("/claims/taller-tomatoes").text
    assert "The only cohort on its scale: one study is no pool" in text
    assert "A further study may show" not in text


POOLED = """
insert into synthesis (id, claim, measure, model, k_reports, k_studies, k_cohorts, estimate,
  ci_low, ci_high, pi_low, pi_high, tau2, i2, q, outcome, unit, n, null_value)
values ('p', 'taller-tomatoes', 'mean_difference', 'random effects; REML', 3, 2, 2, 1.5,
  0.5, 2.5, -1, 4, 0.2, 30, 1.4, 'height', 'cm', 12, 0);
update synthesis_input set synthesis = 'p', used = 1, reason = null, weight = 60
  where claim = 'taller-tomatoes';
insert into synthesis_without values ('p', 'hum-trial.taller', 1.2, 0.1, 2.3, null);
"""


@pytest.fixture(scope="module")
def pooled_site(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a knowledge base with a pool, as two cohorts on one scale give it."""
    with serving(altered(full, tmp_path_factory.mktemp("pooled"), POOLED)) as server:
        yield server


def test_pool_tells_what_it_is_made_of(pooled_site: Server) -> None:
    text = pooled_site.get("/claims/taller-tomatoes").text
    assert not missing(
        text,
        "random effects; REML",
        "1.5 cm (0.5 to 2.5)",
        "3 reports, 2 studies, 2 cohorts, n = 12",
        "τ² 0.2, I² 30 %, Q 1.4",
        "1.2 (0.1 to 2.3)",
    )


def test_inferred_source_is_never_the_reference_of_the_document(full_site: Server) -> None:
    for path in ("/claims/taller-tomatoes", "/documents/hum-post"):
        text = full_site.get(path).text
        assert not missing(
            text,
            "≈ source inferred by a curator",
            "names a source and gives no reference; a curator infers Fabula",
            "with confidence probable , because: Name and year fit",
            "author Fabula Fabula ✓ fits",
            "plants tomatoes not told ? not known",
        )
        assert "The document cites Fabula" not in text


def test_source_that_was_not_located_says_what_was_searched(full_site: Server) -> None:
    text = full_site.get("/claims/taller-basil").text
    assert "Not located: no study was found that says this." in text
    assert "humming AND basil , 2031-04-02, 0 results looked at. Nothing." in text
    assert "The document cites van der Fiktion 1990 ." in text


def test_document_shows_traces_and_gaps_at_its_statements(full_site: Server) -> None:
    answer = full_site.get("/documents/hum-post")
    assert not missing(
        answer.text, "Gaps between what it says and what is known", "▲ major: 2 gaps"
    )
    assert "/gaps?document=hum-post" in answer.page.links


def test_gap_puts_both_sides_beside_each_other(full_site: Server) -> None:
    answer = full_site.get("/claims/taller-tomatoes")
    assert "▲ major quantity beyond observed Said up to +15" in answer.text
    assert "Shown Comparable findings" in answer.text
    assert "/statements/hum-post.taller" in answer.page.links


def test_study_tells_all_of_itself(full_site: Server) -> None:
    answer = full_site.get("/studies/hum-trial")
    assert answer.status == 200
    assert not missing(
        answer.text,
        "Eight invented tomato plants on one sill.",
        "full text read",
        "hummed at n = 4",
        "besides: Water.",
        "10 min 3 times a week",
        "p > 0.1",
        "22 cm (SD 2) against 20 cm (SD 2.2)",
        "Fabula & van der Fiktion 1987 , table 1",
        "total 4 PEDro Counted by the review.",
        "12 planned 8",
        "△ minor registry differs",
        "the same people A second look at the same pots Counted once.",
        "included by The review of all humming",
        "not reported : country of the kazoo",
        "✓ supports Humming makes plants taller.",
    )
    assert "/claims/taller-tomatoes" in answer.page.links


def test_study_of_which_little_is_known_says_so(full_site: Server) -> None:
    text = full_site.get("/studies/second-look").text
    assert not missing(text, "It has not been held against a claim.", "No result could be read.")
    assert "Registry and report" not in text


def test_studies_are_narrowed_by_design_and_reading(full_site: Server) -> None:
    answer = full_site.get("/studies")
    assert not missing(answer.text, "3 studies", "randomised trial 2", "abstract read 1")
    one = full_site.get("/studies?design=rct_parallel&reading=abstract")
    assert "/studies/second-look" in one.page.links
    assert "/studies/hum-trial" not in one.page.links
    assert "No study is of this kind" in full_site.get("/studies?design=other").text


def test_study_that_is_missing_suggests_what_is_like_it(full_site: Server) -> None:
    answer = full_site.get("/studies/humming-trial")
    assert answer.status == 404
    assert "/studies/hum-trial" in answer.page.links


def test_claims_show_studies_and_are_narrowed_by_certainty(full_site: Server) -> None:
    answer = full_site.get("/claims")
    assert "Studies" in answer.text
    one = full_site.get("/claims?certainty=very_low")
    assert "/claims/taller-tomatoes" in one.page.links
    assert "/claims/leaves-tremble" not in one.page.links


def test_pages_of_evidence_hold_nothing_that_the_policy_forbids(full_site: Server) -> None:
    for path in ("/claims/taller-tomatoes", "/studies/hum-trial", "/gaps", "/doses", "/studies"):
        answer = full_site.get(path)
        page = answer.page
        assert "img" not in page.tags
        data = answer.body.count('<script type="application/ld+json">')
        assert page.tags.count("script") == 1 + data, "the site's own, and data that nobody runs"
        assert "<style" not in answer.body.replace(f"<style>{STYLE}</style>", "")
        assert "style" not in page.attributes
