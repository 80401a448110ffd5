"""What each tool tells, and what it says of a question that it cannot answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.database.facet import FACETS, MEASURES
from kb.mcp import bounds, tools
from kb.mcp.base import opened
from kb.mcp.bounds import fitting, page
from kb.mcp.shape import LONGEST, Quote
from kb.mcp.tools import run_sql, search_claims
from tests.mcp.asking import changed, data, quotes, refusal, told


def test_every_tool_says_what_it_is_for() -> None:
    assert list(tools.modules()) == sorted(
        ["search_claims", "get_claim", "check_text", "compare_doses", "gaps", "run_sql", "verify"]
    )
    for tool in tools.modules().values():
        assert tools.about(tool).count("\n\n") >= 1
        for name, field in tool.Arguments.model_fields.items():
            assert field.description, name


def test_search_takes_the_filters_of_the_page_of_claims() -> None:
    fields = set(search_claims.Arguments.model_fields)
    ranges = {f"{name}_{end}" for name in MEASURES for end in ("from", "to")}
    assert FACETS.keys() | ranges <= fields


def test_search_narrows_and_goes_on_from_where_it_stopped(full: Path) -> None:
    found = data(full, "search_claims", population=["plants"], verdict=["mixed"], n_from=2)
    (claim,) = found["claims"]["items"]
    assert claim["claim"].startswith("taller-tomatoes@")
    assert claim["certainty"] == "very_low"
    first = told(full, "search_claims", order="name", limit=2)
    assert first["summary"] == "Claims 1 to 2 of 5 that fit; for more ask with offset=2."
    rest = told(full, "search_claims", order="name", limit=10, offset=2)
    assert rest["summary"] == "Claims 3 to 5 of 5 that fit."
    ids = [one["claim"] for part in (first, rest) for one in part["data"]["claims"]["items"]]
    assert len(set(ids)) == 5
    beyond = told(full, "search_claims", offset=7)
    assert beyond["summary"] == "5 claims fit, none beyond offset 7."


def test_search_says_when_only_some_words_fit_and_when_none_does(full: Path) -> None:
    assert data(full, "search_claims", words="tomato spaceship")["some_words_only"]
    nothing = told(full, "search_claims", words="spaceship")
    assert nothing["summary"].startswith("No claim here fits. That says nothing of whether")
    assert nothing["data"]["claims"] == {"items": [], "total": 0}


def test_search_names_what_may_have_been_meant(full: Path) -> None:
    assert "`tomato-plants`" in refusal(full, "search_claims", population=["tomato plantt"])
    assert "`mixed`" in refusal(full, "search_claims", verdict=["mixt"])
    assert "`newest`" in refusal(full, "search_claims", order="latest")
    both = refusal(full, "search_claims", speed_from=3, speed_to=2, speed_unit="furlong")
    assert "the first number is the larger" in both


def test_a_claim_comes_with_the_places_of_its_numbers(full: Path) -> None:
    found = data(full, "get_claim", claim="taller-tomatoes")
    (statement,) = found["statements"]["items"]
    assert statement["origin"] == "curator_inferred"
    number = statement["numbers"][0]
    assert number["place"]["char_start"] == 110
    line = found["evidence"]["items"][0]
    assert line["place"] == "fabula1987[table 1]"
    assert line["interval"]["text"] == "95 % CI −0.4 to 4.4 cm"
    gap = found["gaps"]["items"][0]
    assert (gap["claims"], gap["places"]) == ([found["claim"]], ["fabula1987[table 1]"])


def test_an_older_version_of_a_claim_is_told(full: Path) -> None:
    now = data(full, "get_claim", claim="taller-tomatoes")["claim"]
    assert data(full, "get_claim", claim=now)["version_asked"] == "current"
    with opened(full) as base:
        (old,) = base.rows("select distinct claim || '@' || version as id from claim_change")
    older = told(full, "get_claim", claim=old["id"])
    assert older["data"]["version_asked"] == "older"
    assert older["data"]["changes"]["items"][0].keys() >= {"part", "kind", "field_name"}
    assert "`changes` tells what has changed since" in older["summary"]
    never = told(full, "get_claim", claim="taller-tomatoes@0123456789ab")
    assert never["data"]["version_asked"] == "unknown"
    assert "never had the version" in never["summary"]


def test_a_withdrawn_claim_says_so(full: Path) -> None:
    answer = told(full, "get_claim", claim="taller-basil")
    assert "This claim is merged: do not quote it" in answer["summary"]
    assert answer["data"]["merged_into"].startswith("taller-")


def test_no_evidence_is_an_answer(full: Path, tmp_path: Path) -> None:
    assert "nobody has looked for it yet" in told(full, "get_claim", claim="old-tale")["summary"]
    looked = changed(
        full,
        tmp_path,
        "insert into contrary_search values ('s', 'old-tale', 'an index', 'stems', null, 0, null)",
    )
    answer = told(looked, "get_claim", claim="old-tale")
    assert answer["data"]["evidence_state"] == "none_located"
    assert "none was located: that is the answer" in answer["summary"]


def test_not_located_is_an_answer(full: Path, tmp_path: Path) -> None:
    sql = "update source_trace set basis = 'not_located', source = null, study = null"
    lost = changed(full, tmp_path, sql)
    (statement,) = data(lost, "get_claim", claim="taller-tomatoes")["statements"]["items"]
    assert statement["origin"] == "not_located"
    assert statement["rests_on"][0]["reason"]
    never = changed(full, tmp_path, "delete from source_trace")
    found = data(never, "get_claim", claim="taller-tomatoes")
    assert found["statements"]["items"][0]["origin"] == "not_looked_for"


def test_sections_are_told_in_parts(full: Path) -> None:
    first = told(full, "get_claim", claim="taller-tomatoes", sections=["gaps"], limit=2)
    assert first["data"]["gaps"]["next_offset"] == 2
    assert "statements" not in first["data"]
    assert first["summary"].endswith(
        "There is more of gaps: ask for one section with its next_offset."
    )
    rest = data(full, "get_claim", claim="taller-tomatoes", sections=["gaps"], offset=2)
    assert len(rest["gaps"]["items"]) == first["data"]["gaps"]["total"] - 2


def test_what_was_pooled_names_all_its_places(pooled: Path) -> None:
    found = data(pooled, "get_claim", claim="taller-tomatoes", sections=["pooled"])["pooled"]
    open_ended, estimate = found["items"]
    assert estimate["estimate"]["text"] == "1.23"
    assert estimate["interval"]["text"] == "95 % CI −0.5 to 3"
    assert "fabula1987[table 1]" in estimate["places"]
    assert "interval" not in open_ended
    assert open_ended["places"] == []


def test_an_id_that_is_not_there_names_the_one_meant(full: Path) -> None:
    wrong = refusal(full, "get_claim", claim="taller-tomatoe")
    assert wrong == "no claim has the id `taller-tomatoe`: did you mean `taller-tomatoes`?"
    nowhere = refusal(full, "get_claim", claim="x" * 200)
    assert nowhere.endswith("search_claims finds claims by words")
    assert len(nowhere) < 200


def test_a_text_is_held_against_claims_sentence_by_sentence(full: Path) -> None:
    text = "Humming makes tomatoes 15% taller. The moon is made of cheese."
    answer = told(full, "check_text", text=text)
    fits, fits_not = answer["data"]["sentences"]["items"]
    assert fits["claims"][0]["numbers"] == [
        {"said": "15%", "against_measured": "beyond what was measured"}
    ]
    assert fits["claims"][0]["measured"]["place"] == "fabula1987[table 1]"
    assert fits_not == {"sentence": "The moon is made of cheese.", "found": False, "claims": []}
    assert answer["summary"].endswith("not known is not false.")
    assert told(full, "check_text", text=text, limit=1)["summary"] == (
        "1 of 1 sentences resemble claims; for more ask with offset=1."
    )
    assert "measured" not in json.dumps(
        data(full, "check_text", text="Sound makes leaves tremble.")
    )


def test_a_text_without_words_is_no_sentence(full: Path) -> None:
    assert refusal(full, "check_text", text=" \n ") == "the text has no words: give a sentence"


def test_doses_are_compared_in_the_same_units(full: Path) -> None:
    answer = told(full, "compare_doses")
    by_name = {one["measure"]: one for one in answer["data"]["measures"]}
    assert by_name["sessions_per_week"]["advice_is"] == "above"
    assert by_name["session"]["advice_is"] == "below"
    assert by_name["total"]["advice_is"] == "not_advised"
    speed = by_name["speed"]["advised"]["amount"]
    assert speed == {
        "stored": "0.139–0.447 m/s",
        "km_per_h": "0.5–1.61 km/h",
        "mph": "0.311–1 mph",
    }
    assert "sessions_per_week is above what was studied" in answer["summary"]
    studied = answer["data"]["studied"]["items"][0]
    assert (studied["source_key"], studied["arm"]) == ("fabula1987", "hum-trial.hum")
    assert [one.partition("@")[0] for one in studied["claims"]] == [
        "taller-plants",
        "taller-tomatoes",
    ]


def test_an_open_end_of_what_was_studied_takes_in_less(full: Path, tmp_path: Path) -> None:
    less = changed(
        full,
        tmp_path,
        "update dose set grade_pct_low = 0.5, grade_pct_high = 0.5"
        " where owner_type <> 'arm' and grade_pct_high is not null",
    )
    by_name = {one["measure"]: one for one in data(less, "compare_doses")["measures"]}
    assert by_name["incline"]["advice_is"] == "within"


def test_doses_of_one_population_come_with_advice_for_all(full: Path, tmp_path: Path) -> None:
    assert data(full, "compare_doses", population="tomato plants")["studied"]["total"] == 1
    wider = data(full, "compare_doses", population="plants")
    assert wider["studied"]["total"] == 1
    basil = told(full, "compare_doses", population="basil-plants")
    assert basil["data"]["studied"]["total"] == 0
    general = changed(full, tmp_path, "update dose set population = 'plants'")
    found = data(general, "compare_doses", population="basil-plants")
    assert found["advised"]["total"] == 2
    assert {one["advice_is"] for one in found["measures"]} == {"not_studied", "not_advised"}
    assert "`tomato-plants`" in refusal(full, "compare_doses", population="tomatoes")
    assert refusal(full, "compare_doses", population="?").endswith("is called “?”")


def test_no_dose_is_an_answer(full: Path, tmp_path: Path) -> None:
    none = changed(full, tmp_path, "delete from dose")
    assert told(none, "compare_doses")["summary"].startswith("No dose is recorded for that")
    few = changed(full, tmp_path, "delete from dose where owner_type <> 'arm'")
    assert told(few, "compare_doses")["summary"] == "0 doses advised, 1 studied."


def test_gaps_are_chosen(full: Path) -> None:
    every = told(full, "gaps")
    total = every["data"]["gaps"]["total"]
    assert every["summary"] == f"{total} of {total} gaps, the gravest first."
    assert told(full, "gaps", limit=1)["summary"].endswith("; for more ask with offset=1.")
    of_claim = data(full, "gaps", claim="taller-tomatoes@0123456789ab", severity="major")["gaps"]
    assert {one["severity"] for one in of_claim["items"]} == {"major"}
    assert data(full, "gaps", document="hum-post")["gaps"]["total"] == total - 1
    (one,) = data(full, "gaps", kind="sample-size-unsaid")["gaps"]["items"]
    assert one["place"]["statement"] == "hum-post.taller"
    nothing = told(full, "gaps", claim="old-tale")
    assert nothing["summary"].startswith("No such gap was found.")


def test_a_gap_of_a_claim_alone_has_no_place(full: Path, tmp_path: Path) -> None:
    alone = changed(full, tmp_path, "update gap set statement = null, claim = 'taller-plants'")
    assert "place" not in data(alone, "gaps", limit=1)["gaps"]["items"][0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"claim": "taller-tomatoe"}, "did you mean `taller-tomatoes`?"),
        ({"document": "hum-pots"}, "did you mean `hum-post`?"),
        ({"kind": "sample-size-unsad"}, "did you mean `sample-size-unsaid`?"),
        ({"severity": "grave"}, "there is info, minor, major"),
    ],
)
def test_gaps_of_what_is_not_there(full: Path, asked: dict[str, str], said: str) -> None:
    assert refusal(full, "gaps", **asked).endswith(said)


def test_no_kind_of_gap_at_all(full: Path, tmp_path: Path) -> None:
    none = changed(full, tmp_path, "delete from gap")
    assert refusal(none, "gaps", kind="any").endswith("there is none at all")


def test_sql_is_answered_with_the_versions_of_claims(full: Path) -> None:
    sql = "select claim_id, n_studies from claim_overview where claim_id = :id"
    found = data(full, "run_sql", sql=sql, parameters={"id": "taller-tomatoes"})
    assert found["columns"] == ["claim_id", "n_studies"]
    assert found["rows"] == [{"claim_id": "taller-tomatoes", "n_studies": 2}]
    assert found["claims"] == [data(full, "get_claim", claim="taller-tomatoes")["claim"]]


def test_sql_is_answered_as_far_as_it_fits(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "with recursive n(i) as (select 1 union all select i + 1 from n limit 9) select * from n"
    assert told(full, "run_sql", sql=many, limit=2)["summary"] == (
        "2 rows: there are more, write limit and offset."
    )
    long = data(full, "run_sql", sql="select printf('%.*c', 9000, 'x') as long, 9e999 as much")
    assert len(long["rows"][0]["long"]) == LONGEST + 1
    assert long["rows"][0]["much"] is None
    monkeypatch.setattr(run_sql, "CHARACTERS", 20)
    few = data(full, "run_sql", sql=many)
    assert (len(few["rows"]), few["truncated"]) == (2, True)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("delete from claim", "only reading is allowed"),
        ("attach database 'other.db' as other", "only reading is allowed"),
        ("pragma journal_mode = delete", "only reading is allowed"),
        ("select 1; select 2", "one statement at a time"),
        ("select claim_idd from claim_overview", "did you mean claim_id"),
        ("select load_extension('x')", "only reading is allowed"),
        ("select 1\0", "null character"),
        ("select json_extract('{}', 'do so\"\nnow')", '\\"\\nnow'),
        (
            "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
            "0.2",
        ),
    ],
)
def test_sql_that_is_not_answered(
    full: Path, sql: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_sql, "SECONDS", 0.2)
    assert said in refusal(full, "run_sql", sql=sql)


def test_sql_never_reaches_the_text_of_documents(full: Path, tmp_path: Path) -> None:
    private = changed(full, tmp_path, "update knowledge_base set private = 1")
    assert "is not given away" in refusal(private, "run_sql", sql="select text from document")


def test_a_file_that_is_not_ours_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.db", "gaps") == "none.db is not there: run `kb build`"
    other = tmp_path / "other.db"
    other.write_text("no database at all, and long enough to be read as one" * 9)
    assert "is no file built by kb" in refusal(other, "gaps")


def test_an_answer_has_room_for_one_item_at_least() -> None:
    items = [Quote(text="x" * 50, token=None) for _ in range(4)]
    assert len(fitting(items, room=10)) == 1
    assert len(fitting(items, room=150)) == 2
    two = page(items, lambda item: item, offset=1, limit=9, room=150)
    assert (len(two.items), two.next_offset) == (2, 3)


def test_the_index_is_of_the_file_as_it_is(full: Path, tmp_path: Path) -> None:
    fewer = changed(full, tmp_path, "select 1")
    assert data(fewer, "search_claims", verdict=["mixed"])["claims"]["total"] == 1
    other = changed(full, tmp_path, "delete from verdict; drop table claim_facet")
    with opened(other) as base:
        assert base.value("select count(*) from verdict") == 0
    assert data(other, "search_claims", verdict=["mixed"])["claims"]["total"] == 0


def test_answers_stay_small(full: Path, tmp_path: Path) -> None:
    answer = told(full, "get_claim", claim="taller-tomatoes", limit=50)
    assert len(json.dumps(answer)) < bounds.CHARACTERS
    assert sum(1 for _ in quotes(answer)) > 20
    endless = "printf('%.*c', 100000, 'x')"
    sql = f"""update statement set gist = {endless}; update gap set said = {endless};
        update finding set result = {endless}; update source_trace set reason = {endless};
        update verdict set reason = {endless}; update claim_relation set note = {endless}"""  # noqa: S608 - ours
    huge = data(changed(full, tmp_path, sql), "get_claim", claim="taller-tomatoes", limit=50)
    assert len(json.dumps(huge)) < 1.5 * bounds.CHARACTERS
    reason = huge["judgement"]["reason"]
    assert (reason["cut"], len(reason["text"])) == (True, LONGEST + 1)
    assert "token" not in reason


def test_blobs_are_told_in_hexadecimal_digits(full: Path) -> None:
    assert data(full, "run_sql", sql="select x'c0de' as code")["rows"] == [{"code": "c0de"}]


def test_evidence_may_have_no_source_yet(full: Path, tmp_path: Path) -> None:
    sql = "update evidence_line set finding = null; delete from study_report"
    found = data(changed(full, tmp_path, sql), "get_claim", claim="taller-plants")
    assert "place" not in found["evidence"]["items"][0]
