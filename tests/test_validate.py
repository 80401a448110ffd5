"""What the schema refuses, told in plain words at its place, whatever pydantic says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Literal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.corpus.validate import CODES, shown, validate
from kb.problems import Problem, nearest, render
from kb.reading.yaml_text import read_yaml
from kb.schema.base import Written
from kb.schema.claim import ClaimFile
from kb.schema.document import DocumentFile
from kb.schema.files import FILE_KINDS
from kb.schema.guidance import HazardFile
from kb.schema.study import StudyFile
from kb.schema.term import TermsFile
from kb.schema.vocabulary import ClaimKind

CLAIM = "id: tea\nclaim: Tea makes sleep longer.\nkind: effect\n"
STUDY = "id: s\ntitle: T\ndesign: cohort\nreading_level: abstract\nreports: []\n"
TERMS = "id: outcomes\nkind: outcome\nterms:\n  - id: sleep\n    label: sleep\n"
DOCUMENT = f"""\
id: tea-post
source: teapost2001
title: Tea at Night
file_name: tea.txt
sha256: {"a" * 64}
characters: 900
about: An invented post.
"""
STATEMENT = "statements:\n  - id: s1\n    span: [0, 9]\n    kind: effect\n"
MODELS = sorted(
    {kind.model for kind in FILE_KINDS.values()}
    | {model for kind in FILE_KINDS.values() for model in (kind.variants or {}).values()},
    key=lambda model: model.__name__,
)


def refused(model: type[Written], text: str) -> list[Problem]:
    """Give the problems of a text that is YAML and does not fit a model."""
    found, problems = read_yaml(text, "x.yaml")
    assert problems == []
    assert found is not None
    value, problems = validate(model, found)
    assert (value is None) == bool(problems)
    return problems


def told(model: type[Written], text: str) -> str:
    return render(refused(model, text))


def test_valid_text_becomes_a_record() -> None:
    found, _ = read_yaml(CLAIM, "x.yaml")
    assert found is not None
    value, problems = validate(ClaimFile, found)
    assert problems == []
    assert value is not None
    assert (value.id, value.kind) == ("tea", ClaimKind.effect)


# -- keys ------------------------------------------------------------------------------------


def test_unknown_key_is_held_against_the_keys_beside_it() -> None:
    assert told(ClaimFile, CLAIM + "outcom: sleep\n") == snapshot("""\
x.yaml:4:1: error[unknown-key] unknown key `outcom`
    outcom: sleep
    ^
    hint: did you mean `outcome`?\
""")


def test_unknown_key_deep_inside_knows_its_own_neighbours() -> None:
    text = DOCUMENT + STATEMENT + "    quantities: [{kinnd: speed}]\n"
    last = refused(DocumentFile, text)[-1]
    assert render([last]) == snapshot("""\
x.yaml:12:19: error[unknown-key] unknown key `kinnd`
        quantities: [{kinnd: speed}]
                      ^
    hint: did you mean `kind`?\
""")


def test_unknown_key_like_no_other_lists_all() -> None:
    assert told(TermsFile, TERMS + "zzz: 1\n") == snapshot("""\
x.yaml:6:1: error[unknown-key] unknown key `zzz`
    zzz: 1
    ^
    hint: known here: id, kind, terms\
""")


def test_unknown_key_in_a_relation() -> None:
    text = CLAIM + "relations: [{claim: a, kind: narrower, nte: x}]\n"
    assert told(ClaimFile, text) == snapshot("""\
x.yaml:4:40: error[unknown-key] unknown key `nte`
    relations: [{claim: a, kind: narrower, nte: x}]
                                           ^
    hint: did you mean `note`?\
""")


def test_unknown_key_of_any_length_is_shown_short() -> None:
    problem = refused(ClaimFile, CLAIM + f"? {'x' * 5000}\n: 1\n")[0]
    assert len(problem.message) < 100


def test_missing_key_points_at_its_parent() -> None:
    text = DOCUMENT + "statements:\n  - id: s1\n    kind: effect\n"
    assert told(DocumentFile, text) == snapshot("""\
x.yaml:9:5: error[missing-key] `span` is missing
      - id: s1
        ^
    hint: add `span:`\
""")


def test_every_missing_key_is_told() -> None:
    messages = [problem.message for problem in refused(ClaimFile, "kind: effect\n")]
    assert sorted(messages) == ["`claim` is missing", "`id` is missing"]


# -- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        pytest.param(
            ClaimFile,
            "- a\n",
            snapshot("""\
x.yaml:1:1: error[wrong-type] the record is a list, but must be a mapping
    - a
    ^
    hint: write its fields below the key, one `key: value` line each\
"""),
            id="list for the record",
        ),
        pytest.param(
            ClaimFile,
            "a\n",
            snapshot("""\
x.yaml:1:1: error[wrong-type] the record is `a`, but must be a mapping
    a
    ^
    hint: write its fields below the key, one `key: value` line each\
"""),
            id="word for the record",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "direction: decreases\n",
            snapshot("""\
x.yaml:4:12: error[unknown-word] `direction` cannot be `decreases`
    direction: decreases
               ^
    hint: did you mean `decrease`?\
"""),
            id="near word",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "direction: zzz\n",
            snapshot("""\
x.yaml:4:12: error[unknown-word] `direction` cannot be `zzz`
    direction: zzz
               ^
    hint: one of: increase, decrease, no_difference, differs, present, absent\
"""),
            id="far word",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "direction: 3\n",
            snapshot("""\
x.yaml:4:12: error[unknown-word] `direction` cannot be 3
    direction: 3
               ^
    hint: one of: increase, decrease, no_difference, differs, present, absent\
"""),
            id="number for word",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "direction: [a]\n",
            snapshot("""\
x.yaml:4:12: error[unknown-word] `direction` cannot be a list
    direction: [a]
               ^
    hint: one of: increase, decrease, no_difference, differs, present, absent\
"""),
            id="list for word",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "direction:\n  a: 1\n",
            snapshot("""\
x.yaml:5:3: error[unknown-word] `direction` cannot be a mapping
      a: 1
      ^
    hint: one of: increase, decrease, no_difference, differs, present, absent\
"""),
            id="mapping for word",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "summary: 5\n",
            snapshot("""\
x.yaml:4:10: error[wrong-type] `summary` is 5, but must be text
    summary: 5
             ^
    hint: put it in quotes if it is meant as text\
"""),
            id="number for text",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "summary: true\n",
            snapshot("""\
x.yaml:4:10: error[wrong-type] `summary` is `true`, but must be text
    summary: true
             ^
    hint: put it in quotes if it is meant as text\
"""),
            id="true for text",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "summary: {a: 1}\n",
            snapshot("""\
x.yaml:4:10: error[wrong-type] `summary` is a mapping, but must be text
    summary: {a: 1}
             ^
    hint: put it in quotes if it is meant as text\
"""),
            id="mapping for text",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "summary: ' '\n",
            snapshot("""\
x.yaml:4:10: error[wrong-form] `summary` is blank
    summary: ' '
             ^
    hint: write some words\
"""),
            id="blank",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "summary: ''\n",
            snapshot("""\
x.yaml:4:10: error[wrong-form] `summary` is blank
    summary: ''
             ^
    hint: write some words\
"""),
            id="empty",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "body_parts: knee\n",
            snapshot("""\
x.yaml:4:13: error[wrong-type] `body_parts` is `knee`, but must be a list
    body_parts: knee
                ^
    hint: write its items below the key, one `- ` line each\
"""),
            id="word for list",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "body_parts: [knee, 5]\n",
            snapshot("""\
x.yaml:4:20: error[wrong-type] item 2 of `body_parts` is 5, but must be text
    body_parts: [knee, 5]
                       ^
    hint: put it in quotes if it is meant as text\
"""),
            id="number in list",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "body_parts:\n",
            snapshot("""\
x.yaml:4:12: error[wrong-type] `body_parts` is nothing, but must be a list
    body_parts:
               ^
    hint: write a value, or leave the key out\
"""),
            id="nothing for list",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "population: Old_People\n",
            snapshot("""\
x.yaml:4:13: error[wrong-form] `population` is `Old_People`
    population: Old_People
                ^
    hint: write lower-case words and digits joined by single hyphens\
"""),
            id="no slug",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "outcome: [sleep, mood]\n",
            snapshot("""\
x.yaml:4:10: error[compound-claim] a claim has one outcome, and here are 2
    outcome: [sleep, mood]
             ^
    hint: make a claim of each, and link both\
"""),
            id="two outcomes",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "outcome: sleep, mood or joy\n",
            snapshot("""\
x.yaml:4:10: error[compound-claim] a claim has one outcome, and here are 3
    outcome: sleep, mood or joy
             ^
    hint: make a claim of each, and link both\
"""),
            id="joined",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "outcome: [sleep]\n",
            snapshot("""\
x.yaml:4:10: error[wrong-type] `outcome` is a list, but must be text
    outcome: [sleep]
             ^
    hint: put it in quotes if it is meant as text\
"""),
            id="one in a list",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "evidence: [tea]\n",
            snapshot("""\
x.yaml:4:12: error[wrong-type] item 1 of `evidence` is `tea`, but must be a mapping
    evidence: [tea]
               ^
    hint: write its fields below the key, one `key: value` line each\
"""),
            id="word for mapping",
        ),
        pytest.param(
            ClaimFile,
            CLAIM + "certainty: low\n",
            snapshot("""\
x.yaml:4:12: error[wrong-type] `certainty` is `low`, but must be a mapping
    certainty: low
               ^
    hint: write its fields below the key, one `key: value` line each\
"""),
            id="word for a record",
        ),
        pytest.param(
            StudyFile,
            STUDY + "n_analysed: 1.5\n",
            snapshot("""\
x.yaml:6:13: error[wrong-type] `n_analysed` is 1.5, but must be a whole number
    n_analysed: 1.5
                ^
    hint: write digits alone, as 12, without quotes or a unit\
"""),
            id="part for a count",
        ),
        pytest.param(
            StudyFile,
            STUDY + "n_analysed: 5.0\n",
            snapshot("""\
x.yaml:6:13: error[wrong-type] `n_analysed` is 5.0, but must be a whole number
    n_analysed: 5.0
                ^
    hint: write digits alone, as 12, without quotes or a unit\
"""),
            id="point in a count",
        ),
        pytest.param(
            StudyFile,
            STUDY + "n_analysed: many\n",
            snapshot("""\
x.yaml:6:13: error[wrong-type] `n_analysed` is `many`, but must be a whole number
    n_analysed: many
                ^
    hint: write digits alone, as 12, without quotes or a unit\
"""),
            id="word for a count",
        ),
        pytest.param(
            StudyFile,
            STUDY + "n_analysed: true\n",
            snapshot("""\
x.yaml:6:13: error[wrong-type] `n_analysed` is `true`, but must be a whole number
    n_analysed: true
                ^
    hint: write digits alone, as 12, without quotes or a unit\
"""),
            id="true for a count",
        ),
        pytest.param(
            StudyFile,
            STUDY + "n_analysed: -1\n",
            snapshot("""\
x.yaml:6:13: error[out-of-range] `n_analysed` is -1, but must be at least 0
    n_analysed: -1
                ^\
"""),
            id="below zero",
        ),
        pytest.param(
            StudyFile,
            STUDY + "female_share: 55\n",
            snapshot("""\
x.yaml:6:15: error[out-of-range] `female_share` is 55, but must be at most 1
    female_share: 55
                  ^\
"""),
            id="per cent for share",
        ),
        pytest.param(
            StudyFile,
            STUDY + "age_mean: 1e999\n",
            snapshot("""\
x.yaml:6:11: error[out-of-range] `age_mean` is inf, but must be a finite number
    age_mean: 1e999
              ^\
"""),
            id="infinite",
        ),
        pytest.param(
            StudyFile,
            STUDY + "age_mean: 1e300\n",
            snapshot("""\
x.yaml:6:11: error[out-of-range] `age_mean` is 1e+300, but must be at most 1e+15
    age_mean: 1e300
              ^\
"""),
            id="beyond conversion",
        ),
        pytest.param(
            StudyFile,
            STUDY + "age_mean: 2,5\n",
            snapshot("""\
x.yaml:6:11: error[wrong-type] `age_mean` is `2,5`, but must be a number
    age_mean: 2,5
              ^
    hint: write digits with a point, as 2.5, without quotes or a unit\
"""),
            id="decimal comma",
        ),
        pytest.param(
            StudyFile,
            STUDY + "reports: [{source: a b, role: primary}]\n",
            snapshot("""\
x.yaml:5:20: error[wrong-form] `source` is `a b`
    reports: [{source: a b, role: primary}]
                       ^
    hint: write a BibTeX key, as smith2001\
"""),
        ),
        pytest.param(
            DocumentFile,
            DOCUMENT + "published: 2024\n",
            snapshot("""\
x.yaml:8:12: error[wrong-type] `published` is 2024, but must be text
    published: 2024
               ^
    hint: put it in quotes if it is meant as text\
"""),
            id="bare year",
        ),
        pytest.param(
            DocumentFile,
            DOCUMENT + "published: 28.1.2024\n",
            snapshot("""\
x.yaml:8:12: error[wrong-form] `published` is `28.1.2024`
    published: 28.1.2024
               ^
    hint: write a date such as 2024, 2024-01 or 2024-01-28\
"""),
            id="no date",
        ),
        pytest.param(
            DocumentFile,
            DOCUMENT + "published: 2023-02-29\n",
            snapshot("""\
x.yaml:8:12: error[wrong-form] there is no day 2023-02-29
    published: 2023-02-29
               ^
    hint: correct the day, or leave it out: `2024-01`\
"""),
            id="no day",
        ),
        pytest.param(
            DocumentFile,
            DOCUMENT + "headings: [{span: [1], text: T}]\n",
            snapshot("""\
x.yaml:8:19: error[wrong-length] `span` has 1 item, but must have at least 2
    headings: [{span: [1], text: T}]
                      ^\
"""),
        ),
        pytest.param(
            DocumentFile,
            DOCUMENT + "headings: [{span: [], text: T}]\n",
            snapshot("""\
x.yaml:8:19: error[wrong-length] `span` has 0 items, but must have at least 2
    headings: [{span: [], text: T}]
                      ^\
"""),
        ),
        pytest.param(
            TermsFile,
            TERMS + "    mesh: 12\n",
            snapshot("""\
x.yaml:6:11: error[wrong-type] `mesh` is 12, but must be text
        mesh: 12
              ^
    hint: put it in quotes if it is meant as text\
"""),
            id="number for MeSH",
        ),
        pytest.param(
            TermsFile,
            TERMS + "    mesh: D12\n",
            snapshot("""\
x.yaml:6:11: error[wrong-form] `mesh` is `D12`
        mesh: D12
              ^
    hint: write a MeSH id such as D020370\
"""),
            id="short MeSH",
        ),
        pytest.param(
            HazardFile,
            "id: a\ntext: T\nkind: control\n",
            snapshot("""\
x.yaml:3:7: error[unknown-word] `kind` cannot be `control`
    kind: control
          ^
    hint: one of: hazard\
"""),
            id="literal",
        ),
        pytest.param(
            HazardFile,
            "id: a\ntext: T\nkind: hazard\nstatements: [s1]\n",
            snapshot("""\
x.yaml:4:14: error[wrong-form] item 1 of `statements` is `s1`
    statements: [s1]
                 ^
    hint: write `document-id.statement-id`\
"""),
            id="part",
        ),
    ],
)
def test_refusal_is_told_in_plain_words(model: type[Written], text: str, expected: str) -> None:
    if "reports: [{" in text:
        text = text.replace("reports: []\n", "")
    assert told(model, text) == expected


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sha256", "A" * 64),
        ("file_name", "../tea.txt"),
        ("file_name", "/etc/passwd"),
        ("file_name", ".."),
        ("file_name", ".hidden"),
        ("file_name", '" tea.txt"'),
        ("file_name", '"tea.txt "'),
        ("file_name", '"tea.txt\\n"'),
        ("file_name", "a\\\\b"),
        ("source", "smith{2001}"),
        ("published", "٢٠٢٤"),
        ("published", "2024-13"),
        ("published", "2024-00-10"),
        ("published", '"2024\\n"'),
        ("id", "tea--post"),
        ("id", '"tea-post\\n"'),
        ("id", "-tea"),
        ("id", "thé"),
    ],
)
def test_form_is_held_to_the_letter(key: str, value: str) -> None:
    text = f"{key}: {value}\n" + "".join(
        line for line in DOCUMENT.splitlines(keepends=True) if not line.startswith(f"{key}:")
    )
    assert [problem.code for problem in refused(DocumentFile, text)] == ["wrong-form"]


def test_text_that_is_too_long_is_told_with_its_length() -> None:
    problem = refused(ClaimFile, CLAIM + f"conditions: {'x' * 202}\n")[0]
    assert problem.code == "wrong-length"
    assert problem.message == "`conditions` has 202 characters, but must have at most 200"


def test_dates_that_exist_are_taken() -> None:
    for day in ("'2024'", "2024-02", "2024-02-29", "2000-12-31"):
        assert refused(DocumentFile, DOCUMENT + f"published: {day}\n") == []


def test_problems_of_one_text_are_all_told() -> None:
    text = "id: Tea\nclaim: 5\nkind: efect\nevidance: []\nbody_parts: [A, b, C]\n"
    assert [problem.code for problem in refused(ClaimFile, text)] == [
        *("wrong-type", "unknown-word", "wrong-form", "wrong-form", "wrong-form", "unknown-key")
    ]


# -- words of a message ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(
            ("tea", "`tea`"),
            ("", "blank"),
            (" \n", "blank"),
            (5, "5"),
            (0.5, "0.5"),
            (True, "`true`"),
            (None, "nothing"),
        ),
        *(([1] * 10**6, "a list"), ({"a": 1}, "a mapping"), ("a\n  b", "`a b`")),
        ("x" * 10**6, f"`{'x' * 59}…`"),
    ],
    ids=lambda value: str(value)[:10],
)
def test_value_is_shown_short(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_nearest_names_one_word_or_none() -> None:
    assert nearest("decreases", ["increase", "decrease"]) == "did you mean `decrease`?"
    assert nearest("zzz", ["increase", "decrease"]) == ""


# -- whatever is written ---------------------------------------------------------------------


def written(base: type[Written] = Written) -> Iterator[type[Written]]:
    """Every model that stands on a base."""
    for model in base.__subclasses__():
        yield model
        yield from written(model)


NAMES = sorted({name for model in written() for name in model.model_fields})
WORDS = st.sampled_from(
    [
        *("effect", "outcome", "low", "hazard", "tea", "smith2001", "2024-02-30", "A B", "", " "),
        *("a.b", "1", "%", "m/s", "a" * 64, "x" * 300, "yes", "D020370", "tea.txt", "\u202e"),
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
RECORDS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | WORDS, inner, max_size=6)
    ),
    max_leaves=20,
)


@pytest.mark.untraced
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@settings(max_examples=30)
@given(value=RECORDS)
def test_any_data_gives_a_record_or_problems(model: type[Written], value: object) -> None:
    for problem in refused(model, json.dumps(value, ensure_ascii=False)):
        assert problem.code in CODES or problem.code == "compound-claim"
        assert problem.place.line == 1
        assert problem.message


def valid(model: type[Written]) -> dict[str, Any]:
    """Give the smallest data of a model, by its JSON Schema."""
    schema = model.model_json_schema()
    return {name: _example(schema, schema["properties"][name]) for name in schema["required"]}


def _example(schema: dict[str, Any], part: dict[str, Any]) -> Any:  # noqa: ANN401
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    if "enum" in part or "const" in part:
        return part.get("const") or part["enum"][0]
    return {"array": [], "integer": 1, "string": "a" * 64}[part["type"]]


@pytest.mark.untraced
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_one_wrong_value_in_a_right_record_is_told_at_its_line(
    model: type[Written], data: st.DataObject
) -> None:
    right = valid(model)
    assert refused(model, json.dumps(right)) == []
    name = data.draw(st.sampled_from(sorted(model.model_fields)))
    wrong = right | {name: data.draw(RECORDS)}
    text = "".join(f"{key}: {json.dumps(v, ensure_ascii=False)}\n" for key, v in wrong.items())
    line = 1 + list(wrong).index(name)
    assert {problem.place.line for problem in refused(model, text)} <= {line}


class Odd(Written):
    """A record of types that no file has today, to meet refusals that no file gives today."""

    day: dt.date | None = None
    moment: dt.datetime | None = None
    time: dt.timedelta | None = None
    code: UUID | None = None
    number: int | None = None
    either: int | list[int] | None = None
    pair: tuple[int, str] | None = None
    names: set[str] | None = None
    table: dict[str, int] | None = None
    word: Literal["a", "b"] | None = None
    raw: bytes | None = None


@given(st.dictionaries(st.sampled_from(sorted(Odd.model_fields)), RECORDS, max_size=4))
def test_refusals_unknown_today_are_told_too(value: dict[str, object]) -> None:
    for problem in refused(Odd, json.dumps(value, ensure_ascii=False)):
        assert problem.code in CODES
        assert problem.message


def test_refusal_unknown_today_says_what_pydantic_says() -> None:
    assert told(Odd, "day: tomorrow\n") == snapshot("""\
x.yaml:1:6: error[wrong-form] `day` is `tomorrow`
    day: tomorrow
         ^
    hint: Input should be a valid date or datetime, input is too short\
""")
