"""What the knowledge base must say of its first topic: each fact is a query on the built file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kb.database.reader import connect

ROOT = Path(__file__).resolve().parent.parent
Answer = list[tuple[Any, ...]]
Ask = Callable[..., Answer]

OLDER_STUDY = "retro-walking-guide.older-study"
SIXTY_PERCENT = "retro-walking-guide.sixty-percent"
SIX_WEEKS = "retro-walking-guide.six-week-study"
STROKE = "retro-walking-guide.stroke-study"
REVIEW = "retro-walking-guide.one-review"
FUSED = (
    "backwards-treadmill-post.studies-knee-oa",
    "backwards-treadmill-post.studies-knee-oa-fitness",
)
RELATIVE_EFFORT = "quadriceps-relative-effort-vs-forward"
ENERGY = "energy-expenditure-vs-forward"
KNEE_LOAD = "knee-joint-load-vs-forward"

RATIOS = """
    select finding_id,
      case unit when '%' then 1 + estimate / 100 when '1' then estimate end as ratio
    from evidence_table
    where claim_id = ? and direction = 'supports' and estimate is not null
"""
"""How much more was measured, as a ratio, by the findings for a claim."""


@pytest.fixture(scope="module")
def ask(real_database: Path) -> Ask:
    """Give a way to ask the built file."""

    def answer(sql: str, *values: object) -> Answer:
        with closing(connect(real_database)) as connection:
            return [tuple(row) for row in connection.execute(sql, values)]

    return answer


def _traces(ask: Ask, statement: str) -> Answer:
    return ask("select basis, study from source_trace where statement = ?", statement)


def _features(ask: Ask, statement: str, study: str) -> dict[str, str]:
    """Each feature of a statement, and whether it fits a study."""
    sql = "select features from source_trace where statement = ? and study = ?"
    ((features,),) = ask(sql, statement, study)
    return {one["feature"]: one["match"] for one in json.loads(features)}


def _gaps(ask: Ask, statement: str) -> set[str]:
    return {kind for (kind,) in ask("select kind from gap where statement = ?", statement)}


def _verdict(ask: Ask, claim: str) -> str:
    ((verdict,),) = ask("select verdict from claim_overview where claim_id = ?", claim)
    return str(verdict)


# --- how much of it is there


def test_there_are_at_least_120_studies_and_reviews(ask: Ask) -> None:
    ((studies,),) = ask("select count(*) from study")
    assert studies >= 120


def test_most_studies_were_read_as_abstracts_and_say_so(ask: Ask) -> None:
    ((studies, abstracts),) = ask("select count(*), sum(reading_level = 'abstract') from study")
    assert abstracts > studies / 2


def test_both_articles_are_there(ask: Ask) -> None:
    assert ask("select id from document order by id") == [
        ("backwards-treadmill-post",),
        ("retro-walking-guide",),
    ]


def test_effects_and_comparisons_have_evidence_or_a_search_that_found_none(ask: Ask) -> None:
    ((claims, answered),) = ask(
        "select count(*), sum(id in (select claim from evidence_line"
        " union select claim from contrary_search))"
        " from claim where kind in ('effect', 'comparison')"
        " and status not in ('deprecated', 'merged')"
    )
    assert answered >= 0.95 * claims


def test_every_effect_and_comparison_has_a_verdict_with_its_reason(ask: Ask) -> None:
    assert (
        ask(
            "select id from claim where kind in ('effect', 'comparison')"
            " and status not in ('deprecated', 'merged')"
            " and id not in (select claim from verdict where trim(reason) <> '')"
        )
        == []
    )


def test_claims_without_evidence_are_not_called_supported(ask: Ask) -> None:
    assert (
        ask(
            "select claim_id from claim_overview where n_studies = 0"
            " and verdict not in ('no_evidence_located', 'not_checkable')"
        )
        == []
    )


def test_every_finding_has_a_source_and_a_place_in_it(ask: Ask) -> None:
    ((findings,),) = ask("select count(*) from finding")
    ((placed,),) = ask(
        "select count(*) from finding f join source s on s.key = f.source"
        " where trim(coalesce(f.locator, '')) <> ''"
    )
    assert placed == findings > 0


def test_every_source_of_a_finding_reports_its_study(ask: Ask) -> None:
    assert (
        ask(
            "select id, source from finding f where not exists (select 1 from study_report r"
            " where r.study = f.study and r.source = f.source)"
        )
        == []
    )


def test_every_derived_value_has_a_recipe_with_its_numbers(ask: Ask) -> None:
    ((derived,),) = ask("select count(*) from finding where derivation = 'derived'")
    ((told,),) = ask(
        "select count(*) from finding where recipe is not null and recipe_inputs <> '{}'"
    )
    assert told == derived > 0


def test_no_pool_has_two_findings_of_the_same_people(ask: Ask) -> None:
    assert ask("select count(*) from synthesis")[0][0] > 0
    assert (
        ask(
            "select i.synthesis, s.cohort from synthesis_input i"
            " join finding f on f.id = i.finding join study s on s.id = f.study"
            " where i.used group by 1, 2 having count(*) > 1"
        )
        == []
    )


def test_no_pool_has_a_single_cohort(ask: Ask) -> None:
    assert ask("select id from synthesis where k_cohorts < 2") == []


# --- on whose word


def test_no_article_cites_a_source_and_no_trace_says_so(ask: Ask) -> None:
    assert ask("select id from source_trace where basis = 'author_cited'") == []
    assert ask("select id from statement where attribution = 'cited'") == []


def test_every_attributed_statement_is_traced(ask: Ask) -> None:
    traced = ask(
        "select s.id, exists (select 1 from source_trace t where t.statement = s.id)"
        " from statement s where attribution <> 'none'"
    )
    assert traced
    assert [statement for statement, is_traced in traced if not is_traced] == []


def test_inferred_sources_tell_how_sure_and_by_which_features(ask: Ask) -> None:
    assert (
        ask(
            "select id from source_trace where basis = 'curator_inferred'"
            " and (confidence is null or json_array_length(features) = 0)"
        )
        == []
    )


def test_sources_that_were_not_located_tell_what_was_searched(ask: Ask) -> None:
    assert (
        ask(
            "select id from source_trace where basis = 'not_located'"
            " and (source is not null or json_array_length(searched) = 0)"
        )
        == []
    )


# --- 21 % and 9 %


def test_source_of_21_and_9_percent_is_not_located(ask: Ask) -> None:
    assert _traces(ask, OLDER_STUDY) == [("not_located", None)]
    assert "origin-not-located" in _gaps(ask, OLDER_STUDY)


def test_21_and_9_percent_are_12_points_apart_and_a_ratio_of_7_to_3(ask: Ask) -> None:
    sql = "select scale, value, derived from quantity_overview where statement_id = ? and role = ?"
    assert ask(f"{sql} order by scale", OLDER_STUDY, "contrast") == [
        ("percentage_points", 12.0, 1),
        ("ratio", pytest.approx(21 / 9, rel=1e-4), 1),
    ]


def test_direction_of_21_and_9_percent_is_supported(ask: Ask) -> None:
    assert _verdict(ask, "quadriceps-activation-vs-forward") == "supported"
    assert _verdict(ask, RELATIVE_EFFORT) in {"supported", "mostly_supported"}


def test_activity_of_the_quadriceps_is_not_told_as_its_strength(ask: Ask) -> None:
    measured = ask(
        "select f.outcome, l.outcome_directness from evidence_line l"
        " join finding f on f.id = l.finding where l.claim = ? and l.direction = 'supports'",
        RELATIVE_EFFORT,
    )
    assert measured
    assert all("activation" in outcome or how != "direct" for outcome, how in measured)
    ((wordings,),) = ask("select do_not_say from verdict where claim = ?", RELATIVE_EFFORT)
    assert any("strength" in wording for wording in json.loads(wordings))


# --- 60 %


def test_source_of_60_percent_is_not_located(ask: Ask) -> None:
    assert _traces(ask, SIXTY_PERCENT) == [("not_located", None)]
    assert {"origin-not-located", "quantity-beyond-observed"} <= _gaps(ask, SIXTY_PERCENT)
    of_claim = {kind for (kind,) in ask("select kind from claim_gap where claim_id = ?", ENERGY)}
    assert {"origin-not-located", "quantity-beyond-observed"} <= of_claim


def test_most_energy_measured_is_48_percent_more_in_20_people(ask: Ask) -> None:
    finding, ratio = max(ask(RATIOS, ENERGY), key=lambda row: float(row[1]))
    assert finding == "kim-choi2001.oxygen-uptake-percent"
    assert ratio == pytest.approx(1.48, abs=0.005)
    assert ask("select n, conditions from finding where id = ?", finding) == [(20, "5 km/h")]


@pytest.mark.parametrize(("study", "ratio"), [("compendium2011", 1.40), ("compendium2024", 1.25)])
def test_compendium_stands_beside_60_percent(ask: Ask, study: str, ratio: float) -> None:
    ratios: dict[str, float] = dict(ask(RATIOS, ENERGY))
    assert ratios[f"{study}.energy-expenditure-ratio-level"] == pytest.approx(ratio, abs=0.006)


def test_uphill_17_to_20_percent_stand_beside_60_percent(ask: Ask) -> None:
    assert any(finding.startswith("hooper2004.") for finding, _ in ask(RATIOS, ENERGY))
    sql = (
        "select value from finding where study = 'hooper2004' and unit = '%'"
        " and outcome = 'oxygen-uptake' order by value"
    )
    assert ask(sql) == [(17.0,), (20.0,)]


def test_extra_cost_fades_with_practice(ask: Ask) -> None:
    sql = (
        "select estimate, unit, n_analysed from evidence_table where claim_id = ? and study_id = ?"
    )
    assert ask(sql, ENERGY, "heath2001") == [(-19.0, "%", 8)]


# --- the studies behind "studies show"


def test_six_week_programme_is_traced_to_alghadir(ask: Ask) -> None:
    assert _traces(ask, SIX_WEEKS) == [("curator_inferred", "alghadir2019")]


def test_alghadir_added_ten_minutes_three_times_a_week_for_six_weeks(ask: Ask) -> None:
    sql = (
        "select session_min_low, session_min_high, sessions_per_week_low, weeks_low"
        " from dose_table where owner_id = 'alghadir2019.retro'"
    )
    assert ask(sql) == [(10.0, 10.0, 3.0, 6.0)]
    sql = "select intervention, cointerventions is not null from arm where id = ?"
    assert ask(sql, "alghadir2019.retro") == [("backward-walking", 1)]
    assert ask(sql, "alghadir2019.control")[0][0] == "conventional-physiotherapy"
    assert {"cointervention-dropped", "comparator-dropped"} <= _gaps(ask, SIX_WEEKS)


def test_alghadir_relieved_pain_by_0_8_points_beyond_physiotherapy_alone(ask: Ask) -> None:
    sql = (
        "select measure, estimate_type, value, arm, comparator_arm from finding"
        " where id = 'alghadir2019.pain'"
    )
    assert ask(sql) == [
        (
            "numerical-rating-scale",
            "mean_difference",
            -0.8,
            "alghadir2019.retro",
            "alghadir2019.control",
        )
    ]


def test_stroke_programme_is_traced_to_chang_with_eight_people_an_arm(ask: Ask) -> None:
    assert _traces(ask, STROKE) == [("curator_inferred", "chang2021")]
    assert ask("select n from arm where study = 'chang2021'") == [(8,), (8,)]


def test_chang_gave_the_walkers_twice_the_time_of_therapy(ask: Ask) -> None:
    sql = "select session_min_low, weeks_low from dose_table where owner_id = ?"
    assert ask(sql, "chang2021.backward") == ask(sql, "chang2021.control") == [(30.0, 4.0)]
    ((besides,),) = ask("select cointerventions from arm where id = 'chang2021.backward'")
    assert besides.startswith("30 minutes of traditional physiotherapy")
    assert "cointervention-dropped" in _gaps(ask, STROKE)


def test_review_bears_out_three_of_six_pairs_of_outcome_and_condition(ask: Ask) -> None:
    assert _traces(ask, REVIEW) == [("curator_inferred", "balasukumaran2019")]
    borne_out = ask(
        "select sc.claim, max(coalesce(e.direction = 'supports', 0)) from statement_claim sc"
        " left join evidence_line e on e.claim = sc.claim and e.study = 'balasukumaran2019'"
        " where sc.statement = ? group by 1 order by 1",
        REVIEW,
    )
    assert borne_out == [
        ("acl-injury-gait", 1),
        ("acl-injury-muscle-strength", 1),
        ("juvenile-arthritis-gait", 0),
        ("juvenile-arthritis-muscle-strength", 0),
        ("knee-oa-gait", 0),
        ("knee-oa-muscle-strength", 1),
    ]
    assert "cells-not-borne-out" in _gaps(ask, REVIEW)


def test_null_finding_of_the_review_is_omitted(ask: Ask) -> None:
    sql = "select direction from finding where id = 'balasukumaran2019.other-conditions'"
    assert ask(sql) == [("no_difference",)]
    assert "null-result-omitted" in _gaps(ask, REVIEW)


@pytest.mark.parametrize("statement", FUSED)
def test_studies_of_2021_are_a_trial_of_2019_and_a_pilot_of_2021(ask: Ask, statement: str) -> None:
    older, pilot = (_features(ask, statement, study) for study in ("alghadir2019", "chang2021"))
    assert (older["year"], older["population"]) == ("no", "yes")
    assert (pilot["year"], pilot["population"]) == ("yes", "no")
    assert "misattribution" in _gaps(ask, statement)


# --- load on the knee


def test_lower_load_on_the_knee_is_contradicted(ask: Ask) -> None:
    assert _verdict(ask, KNEE_LOAD) == "contradicted"
    assert "direction-contradicted" in _gaps(ask, "retro-walking-guide.faq-knee-pressure")


def test_peak_load_on_the_knee_was_higher_on_a_treadmill_at_matched_speed(ask: Ask) -> None:
    against = ask(
        "select f.id, f.direction, a.intervention from evidence_line e"
        " join finding f on f.id = e.finding join arm a on a.id = f.arm"
        " where e.claim = ? and e.direction = 'disputes' and e.intervention_directness = 'direct'"
        " and e.population_directness = 'direct' and e.outcome_directness = 'direct'",
        KNEE_LOAD,
    )
    assert ("tfjrf2012.knee-joint-load-peak", "increase", "treadmill-backward-walking") in against


def test_relief_of_the_front_of_the_knee_is_taken_from_running(ask: Ask) -> None:
    studied = ask(
        "select distinct a.intervention from evidence_line e join finding f on f.id = e.finding"
        " join arm a on a.id = f.arm where e.claim = 'knee-front-load' and e.direction = 'supports'"
    )
    assert studied == [("backward-running",)]
    assert "evidence-from-another-mode" in _gaps(ask, "retro-walking-guide.front-of-knee")


# --- what was published twice


def test_reports_of_one_study_are_linked_and_not_counted(ask: Ask) -> None:
    twice = ask("select study from study_report where role = 'duplicate'")
    assert twice
    for (study,) in twice:
        assert ask("select count(*) from study where id = ?", study) == [(1,)]
        ((gaps,),) = ask(
            "select count(*) from gap where kind = 'duplicate-publication' and records like ?",
            f'%"{study}"%',
        )
        assert gaps == 1


# --- what docs/curating.md promises


def test_certainty_starts_high_only_with_randomised_trials_or_reviews_of_them(ask: Ask) -> None:
    sql = """select claim from certainty where start = 'high' and claim not in (
        select e.claim from evidence_line e join study s on s.id = e.study
        where s.design in ('rct_parallel', 'rct_crossover', 'rct_cluster', 'systematic_review',
          'meta_analysis') and e.direction <> 'no_information')"""
    assert ask(sql) == []


def test_a_surrogate_alone_supports_no_claim(ask: Ask) -> None:
    sql = """select claim from verdict where rating in ('supported', 'mostly_supported')
        and claim not in (select claim from evidence_line
          where direction = 'supports' and outcome_directness <> 'indirect')"""
    assert ask(sql) == []


# --- words for people

PROSE = {
    "certainty_domain": "reason",
    "claim": "summary",
    "contrary_search": "outcome",
    "evidence_line": "coalesce(argument, '') || coalesce(directness_reason, '')",
    "finding": "coalesce(result, '') || coalesce(recipe_assumptions, '')",
    "gap": "said || evidence_says || explanation",
    "source": "reference",
    "source_trace": "reason || coalesce(searched, '')",
    "study": "coalesce(note, '') || coalesce(sample, '')",
    "verdict": "reason || coalesce(would_change, '') || safe_wording || coalesce(do_not_say, '')",
}
"""Table to what people read of it."""


@pytest.mark.parametrize("table", PROSE)
def test_people_are_told_of_studies_by_author_and_year(ask: Ask, table: str) -> None:
    names = {name for (name,) in ask("select id from study") if re.search("[0-9]{4}", name)}
    texts = [text for (text,) in ask(f"select {PROSE[table]} from {table}") if text]  # noqa: S608
    assert texts
    assert not [text for text in texts if names & set(re.findall("[a-z][a-z0-9-]+", text))]
