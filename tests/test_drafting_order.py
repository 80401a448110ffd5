"""The house order: lines move with their comments, and what a file says stays the same."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.drafting.order import fields, in_order
from kb.reading.yaml_text import YamlText, read_yaml
from kb.schema.claim import ClaimFile
from kb.schema.document import DocumentFile, StatementFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.files import FILE_KINDS
from kb.schema.guidance import GUIDANCE_FILES
from kb.schema.study import StudyFile


def read(text: str) -> YamlText:
    """Give a text as it is read."""
    found, problems = read_yaml(text, "data/some.yaml")
    assert found is not None, problems
    return found


def ordered(text: str, model: Any = ClaimFile) -> str | None:  # noqa: ANN401 - any model of a file
    """Give a text in the order of a model."""
    return in_order(read(textwrap.dedent(text)), model)


def test_order_is_what_a_record_is_known_by_then_values_then_what_has_lines_below() -> None:
    assert fields(StatementFile)[:4] == ("id", "span", "digest", "kind")
    assert fields(EvidenceLineFile)[:3] == ("study", "finding", "direction")
    assert fields(GUIDANCE_FILES["hazard"])[:4] == ("id", "text", "kind", "population")
    names = fields(StudyFile)
    assert names.index("cohort") < names.index("reports") < names.index("arms")


@pytest.mark.parametrize(
    "model",
    [*(kind.model for kind in FILE_KINDS.values()), *GUIDANCE_FILES.values()],
    ids=lambda model: model.__name__,
)
def test_every_field_of_every_file_has_its_place(model: Any) -> None:  # noqa: ANN401
    assert sorted(fields(model)) == sorted(model.model_fields)


def test_entries_move_with_their_comments_and_the_blank_lines_above() -> None:
    text = """\
        # the header stays where it is
        kind: risk  # beside it

        # why this claim
        claim: "Rain wets."
        id: rain
        evidence:
            # of the study
          - strength: weak
            # which way
            direction: supports
            study: ada2001
        # the end
    """
    assert ordered(text) == textwrap.dedent("""\
        # the header stays where it is
        id: rain

        # why this claim
        claim: "Rain wets."
        kind: risk  # beside it
        evidence:
            # of the study
          - study: ada2001
            # which way
            direction: supports
            strength: weak
        # the end
    """)


def test_comment_above_an_item_stays_with_the_item() -> None:
    text = """\
        id: post
        statements:
          - kind: noise
            id: one
          # the second
          - kind: noise
            # its id
            id: two
        """
    assert ordered(text, DocumentFile) == textwrap.dedent("""\
        id: post
        statements:
          - id: one
            kind: noise
          # the second
            # its id
          - id: two
            kind: noise
        """)


def test_what_stands_in_braces_stays() -> None:
    text = """\
        relations:
          - {kind: narrower, claim: rain}
          - {
            kind: narrower, claim: rain}
        certainty: {
          domains: [], start: low
        }
        id: wet
        """
    assert str(ordered(text)).splitlines()[:2] == ["id: wet", "relations:"]
    assert "  - {kind: narrower, claim: rain}\n" in str(ordered(text))


def test_last_line_gets_an_end_only_when_it_moves() -> None:
    assert ordered("kind: risk\nid: rain") == "id: rain\nkind: risk\n"
    assert ordered("id: rain\nkind: risk") == "id: rain\nkind: risk"


def test_unknown_keys_stand_last_and_lines_end_as_they_did() -> None:
    assert ordered("other: 1\r\nkind: risk\r\nid: rain") == (
        "id: rain\r\nkind: risk\r\nother: 1\r\n"
    )


def test_braces_alone_out_of_order_change_nothing() -> None:
    text = "id: wet\nrelations:\n  - {kind: narrower, claim: rain}\n"
    assert ordered(text) == text


@pytest.mark.parametrize("text", ["a word", "[]", "evidence: []\nid: x", "- id: x"])
def test_any_shape_of_data_is_left_in_peace(text: str) -> None:
    assert in_order(read(text), ClaimFile) is not None


def test_text_whose_lines_cannot_be_moved_is_refused() -> None:
    text = "claim: |+\n  Rain.\n\nid: rain\n"
    assert in_order(read(text), ClaimFile) is None


WORDS = st.sampled_from(["rain", "'it''s'", '"a: b"', "one\n    two", "|\n    kept\n    so", "2"])
COMMENTS = st.sampled_from(["", "", "# why\n", "\n", "# a\n# b\n"])


@st.composite
def mappings(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    """Draw a mapping of some of the names in any order, with comments and blank lines."""
    chosen = draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    return "".join(f"{draw(COMMENTS)}{name}: {draw(WORDS)}\n" for name in chosen)


def listed(text: str) -> str:
    """Give a mapping as the item of a list."""
    lines = text.splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if line.strip() and line[0] != "#")
    lines = ["    " + line if line.strip() else line for line in lines]
    lines[first] = "  - " + lines[first][4:]
    return "".join(lines)


@st.composite
def claims(draw: st.DrawFn) -> str:
    """Draw a claim's file with lists of evidence, its keys in any order."""
    lines = st.lists(mappings(("strength", "study", "direction", "finding", "argument")))
    items = "".join(map(listed, draw(lines)))
    evidence = f"{draw(COMMENTS)}evidence:\n{items}" if items else ""
    before = draw(mappings(("kind", "id", "claim", "summary")))
    after = draw(st.sampled_from(["", "direction: increase\n", "# end\noutcome: rain\n"]))
    return before + evidence + after


@settings(max_examples=50)
@given(claims())
def test_nothing_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    written = in_order(read(text), ClaimFile)
    if written is None:
        return
    assert read(written).data == read(text).data
    again = read(written)
    assert list(again.data) == [name for name in fields(ClaimFile) if name in again.data]
    for line in again.data.get("evidence") or []:
        assert list(line) == [name for name in fields(EvidenceLineFile) if name in line]
    assert in_order(again, ClaimFile) == written
    assert sorted(_bare(written)) == sorted(_bare(text))


def _bare(text: str) -> list[str]:
    """Give the lines of a text without what may change: which of an item's has the hyphen."""
    return [line.strip().removeprefix("- ") for line in text.splitlines()]
