"""Evidence summaries: what each kind of document says, of any knowledge base."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from kb import __version__
from kb.citing.style import STYLES
from kb.database.reader import connect
from kb.exports.asked import asked
from kb.exports.error import ExportError
from kb.exports.format import named
from kb.exports.formats.summary import RENDERERS, SHEETS
from kb.exports.selection import Selection
from kb.exports.summary.block import (
    Bibliography,
    Callout,
    Cite,
    Document,
    Footnotes,
    Heading,
    Mark,
    Record,
    Row,
    Table,
    Text,
)
from kb.exports.summary.content import document, fitting
from kb.schema.amount import converted_measure, speed_in
from kb.schema.spelling import number
from tests.exports.selected import written

GOLDEN = Path(__file__).resolve().parent / "golden"
ONE = {"claim": ["wrist-pain"]}
Given = Mapping[str, Sequence[str]]


def made(path: Path, sheet: str, given: Given | None = None, style: str = "apa") -> Document:
    """Give the document of a sheet."""
    if not given and style == "apa":
        return everything(path, path.stat().st_mtime_ns, sheet)
    with closing(connect(path)) as connection:
        wanted, faults = asked(connection, given or {})
        assert not faults
        return document(Selection(connection, wanted), sheet, style)


@cache
def everything(path: Path, _changed: int, sheet: str) -> Document:
    """Give that of all claims of a file as it is now: many tests look at the same."""
    with closing(connect(path)) as connection:
        return document(Selection(connection, asked(connection, {})[0]), sheet, "apa")


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    everything.cache_clear()


def parts(node: object) -> Iterator[object]:
    """Give a block or run and all that is in it."""
    yield node
    if isinstance(node, tuple):
        for each in node:
            yield from parts(each)
    elif is_dataclass(node):
        for each in fields(node):
            yield from parts(getattr(node, each.name))


def texts(node: object) -> str:
    """Give all words of a block."""
    return " ".join(each.text for each in parts(node) if isinstance(each, Text | Cite))


def values(path: Path) -> Iterator[object]:
    """Give every value of a built file."""
    with closing(connect(path)) as connection:
        sql = "select name from sqlite_master where type <> 'index' and sql not like '%fts%'"
        for (name,) in connection.execute(sql).fetchall():
            for row in connection.execute(f"select * from {name}"):  # noqa: S608 - its own names
                yield from tuple(row)


# -- the kinds -------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_kind_is_as_it_was(tiny: Path, sheet: str) -> None:
    """A file that was deleted is written anew, for somebody to look at."""
    given = ONE if sheet.startswith("claim") else {}
    text = written(tiny, "summary", given, sheet=sheet).decode()
    text = re.sub("[0-9a-f]{64}", "DIGEST", text).replace(f"kb {__version__} ", "kb ")
    golden = GOLDEN / f"summary-{sheet}.md"
    if not golden.exists():
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and is written: look at it")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("format_name", ["md", "html"])
def test_two_exports_are_the_same_bytes(full: Path, sheet: str, format_name: str) -> None:
    given = {"sheet": sheet, "format": format_name}
    assert written(full, "summary", None, **given) == written(full, "summary", None, **given)


@pytest.mark.untraced
@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_is_none_and_every_record_is_there(each: Path, sheet: str) -> None:
    found = made(each, sheet)
    known = {value for value in values(each) if isinstance(value, str)}
    records = {run.id for run in parts(found) if isinstance(run, Record)}
    assert records
    assert records <= known
    written_so = [value for value in known if "None" in value]
    for run in parts(found):
        if isinstance(run, Text | Heading) and re.search(r"\bNone\b|\bnan\b", run.text):
            assert any(value in run.text for value in written_so), run.text


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_mark_leads_somewhere(each: Path, sheet: str) -> None:
    found = made(each, sheet)
    everything = list(parts(found))
    cited = {run.key for run in everything if isinstance(run, Cite)}
    listed = [
        ref.key
        for block in everything
        if isinstance(block, Bibliography)
        for ref in block.references
    ]
    assert cited == set(listed)
    marks = {run.label for run in everything if isinstance(run, Mark)}
    notes = [
        note.label for block in everything if isinstance(block, Footnotes) for note in block.notes
    ]
    assert marks == set(notes)
    anchors = [block.anchor for block in everything if isinstance(block, Heading)]
    for names in (listed, notes, anchors):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_row_with_a_number_names_its_record(each: Path, sheet: str) -> None:
    for row in parts(made(each, sheet)):
        if isinstance(row, Row) and re.search("[0-9]", texts(row)):
            assert any(isinstance(run, Record) for run in parts(row)), texts(row)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_decimal_number_is_one_of_the_database(real: Path, sheet: str) -> None:
    known: set[str] = set()
    for value in values(real):
        if isinstance(value, str):
            known |= {*re.findall(r"\d+\.\d+", value)}
        elif isinstance(value, float):
            spelled = (
                number(value),
                number(round(value, 2)),
                number(value * 100),
                converted_measure(value, None, "1"),
                speed_in(value, None, "km/h"),
                speed_in(value, None, "[mi_i]/h"),
            )
            known |= {*re.findall(r"\d+\.\d+", " ".join(spelled))}
    told = {*re.findall(r"\d+\.\d+", texts(made(real, sheet)))}
    version = ".".join(__version__.split(".")[:2])
    assert told - known <= {version}


# -- claim sheets ----------------------------------------------------------------------------


def test_a_single_claim_is_the_title_and_several_begin_a_page_each(tiny: Path) -> None:
    one, some = made(tiny, "claim", ONE), made(tiny, "claim")
    assert one.title == "A cold hand bath eases the wrist pain of office workers."
    assert some.title == "Claim sheets: Cold hand baths"
    breaks = [block for block in some.blocks if type(block).__name__ == "PageBreak"]
    with closing(connect(tiny)) as connection:
        assert len(breaks) == Selection(connection).n_claims  # the references have one, too


def test_a_withdrawn_claim_says_so_and_is_in_no_summary(full: Path) -> None:
    with closing(connect(full)) as connection:
        sql = "select id, status from claim where status in ('deprecated', 'merged')"
        gone = dict(connection.execute(sql).fetchall())
    assert gone
    for claim, status in gone.items():
        sheet = made(full, "claim", {"claim": [claim]})
        titles = [block.title for block in sheet.blocks if isinstance(block, Callout)]
        assert f"This claim is {status}" in titles
    summary = made(full, "evidence")
    records = {run.id for run in parts(summary) if isinstance(run, Record)}
    assert not records & set(gone)
    assert f"{len(gone)} withdrawn left out" in texts(summary.facts)


def test_an_inferred_source_is_never_told_as_cited(real: Path) -> None:
    found = made(real, "document")
    with closing(connect(real)) as connection:
        sql = "select count(*) from source_trace where basis = 'curator_inferred'"
        n_inferred = connection.execute(sql).fetchone()[0]
    told = texts(found)
    assert told.count("a curator infers") == n_inferred
    assert "The document cites " not in told.replace("The document cites nothing", "")


# -- evidence summaries ----------------------------------------------------------------------


def test_no_one_is_counted_twice(real: Path) -> None:
    """Count people again, in another way."""
    table = [block for block in made(real, "evidence").blocks if isinstance(block, Table)]
    told = {
        row.key: texts(row.cells[2]) for each in table for row in each.rows if len(row.cells) == 5
    }
    people: dict[str, dict[str, int]] = {}
    with closing(connect(real)) as connection:
        sql = """select e.claim, s.cohort, s.design, coalesce(f.n, s.n_analysed)
            from evidence_line e join study s on s.id = e.study
            left join finding f on f.id = e.finding where e.direction <> 'no_information'"""
        for claim, cohort, design, n in connection.execute(sql):
            if not design.endswith(("review", "meta_analysis")) and n is not None:
                known = people.setdefault(claim, {})
                known[cohort] = max(known.get(cohort, 0), n)
    assert told
    for claim, words in told.items():
        match = re.search("([0-9,]+) people", words)
        n = int(match[1].replace(",", "")) if match else 0
        assert n == sum(people.get(claim, {}).values())


def test_key_messages_stand_first_and_as_sure_as_the_evidence(real: Path) -> None:
    found = made(real, "evidence", {"population": ["people-with-knee-osteoarthritis"]})
    kinds = [type(block).__name__ for block in found.blocks[:4]]
    assert kinds == ["Callout", "Heading", "Callout", "Heading"]
    message = found.blocks[2]
    assert isinstance(message, Callout)
    assert message.title == "⊕⊕◯◯ low certainty"
    for item in chain.from_iterable(
        block.items for block in message.blocks if hasattr(block, "items")
    ):
        assert " may " in texts(item)


def test_each_domain_that_lowered_certainty_has_a_note(real: Path) -> None:
    found = made(real, "evidence")
    noted = {
        run.id
        for block in found.blocks
        if isinstance(block, Footnotes)
        for run in parts(block)
        if isinstance(run, Record)
    }
    with closing(connect(real)) as connection:
        sql = """select count(distinct reason || domain || rating) from certainty_domain
            where rating <> 'none'"""
        assert len(noted) == connection.execute(sql).fetchone()[0]


# -- little is known ---------------------------------------------------------------------------


def changed(path: Path, folder: Path, script: str) -> Path:
    """Give a copy of a built file after some SQL."""
    copy = Path(shutil.copy(path, folder / "changed.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(script)
    return copy


BARE = """
    evidence_line certainty certainty_domain verdict synthesis contrary_search figure gap
    statement_claim dose guidance precaution hazard hazard_control guidance_claim
"""


def test_of_bare_claims_each_kind_says_what_is_not_known(tiny: Path, tmp_path: Path) -> None:
    script = "".join(f"delete from {table};" for table in BARE.split())  # noqa: S608 - kb's own
    bare = changed(tiny, tmp_path, script)
    told = {sheet: texts(made(bare, sheet)) for sheet in SHEETS}
    assert "No claim of this selection has been held against studies." in told["evidence"]
    assert "No search for evidence against the claims is recorded." in told["evidence"]
    assert "Summary of findings" not in told["evidence"]
    assert "No study has been held against this claim." in told["claim"]
    assert "No document makes this claim." in told["claim"]
    assert "No search is recorded." in told["claim"]
    assert "No dose is advised, and none was studied." in told["practice"]
    assert "No document names a precaution." in told["practice"]
    assert "No document names a hazard." in told["practice"]
    assert "Claims nothing." in told["document"]


def test_a_certainty_without_domains_has_no_list_of_them(tiny: Path, tmp_path: Path) -> None:
    graded = changed(tiny, tmp_path, "delete from certainty_domain")
    for sheet in ("claim", "claim-full"):
        assert "low certainty" in texts(made(graded, sheet, ONE))
        assert "▼" not in texts(made(graded, sheet, ONE))
    assert not [each for each in parts(made(graded, "evidence")) if isinstance(each, Footnotes)]


def test_where_every_claim_is_judged_none_is_listed_without_evidence(
    tiny: Path, tmp_path: Path
) -> None:
    script = """delete from claim where id not in (select claim from certainty);
        delete from claim_relation; delete from gap"""
    found = made(changed(tiny, tmp_path, script), "evidence")
    titles = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert "Summary of findings" in titles
    assert not {"Claims without evidence", "Said, and shown"} & {*titles}


def test_what_nobody_gives_is_said_to_be_nobodys(tiny: Path, tmp_path: Path) -> None:
    script = "delete from guidance_statement; delete from study_report"
    told = texts(made(changed(tiny, tmp_path, script), "evidence"))
    assert "nobody told" in told
    assert "inventa-trial" in told


def test_a_hazard_without_a_control_is_told(tiny: Path, tmp_path: Path) -> None:
    lone = changed(tiny, tmp_path, "delete from hazard_control")
    assert "No control is named." in texts(made(lone, "evidence"))
    assert "Against" not in texts(made(lone, "practice"))


def test_studies_of_one_cohort_count_its_people_once(real: Path, tmp_path: Path) -> None:
    script = """insert into cohort values ('all-one'); update study set cohort = 'all-one';
        update study set n_analysed = 40; update finding set n = 40"""
    told = texts(made(changed(real, tmp_path, script), "evidence"))
    assert re.search("[0-9] studies of 1 cohort, 40 people", told)


def test_an_origin_may_be_a_study_without_a_source(full: Path, tmp_path: Path) -> None:
    script = "update source_trace set source = null, study = (select min(id) from study)"
    with closing(connect(full)) as connection:
        [title] = connection.execute("select title from study order by id limit 1").fetchone()
    assert title in texts(made(changed(full, tmp_path, script), "document"))


# -- which kind, which style -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "sheet"),
    [
        ({}, "evidence"),
        (ONE, "claim"),
        ({"claim": ["wrist-pain", "numb-skin"]}, "evidence"),
        ({"document": ["cold-hands-post"]}, "document"),
        ({"population": ["office-workers"]}, "evidence"),
    ],
)
def test_the_kind_follows_from_what_is_asked(tiny: Path, given: Given, sheet: str) -> None:
    with closing(connect(tiny)) as connection:
        wanted, _ = asked(connection, given)
        assert fitting(Selection(connection, wanted)) == sheet
    assert made(tiny, "fitting", given).kind == sheet


def test_a_choice_of_nothing_is_told(tiny: Path) -> None:
    with pytest.raises(ExportError, match="no claim is chosen by verdict contradicted"):
        made(tiny, "fitting", {"verdict": ["contradicted"]})


@pytest.mark.parametrize("style", STYLES)
def test_references_are_in_the_style_that_is_asked(tiny: Path, style: str) -> None:
    found = made(tiny, "claim", ONE, style)
    [bibliography] = [block for block in found.blocks if isinstance(block, Bibliography)]
    marks = [each.mark for each in bibliography.references]
    numbers = [str(n) for n in range(1, len(marks) + 1)]
    assert marks == (numbers if STYLES[style].is_numeric else [""] * len(marks))


@pytest.mark.parametrize("name", RENDERERS)
def test_the_file_is_named_by_sheet_and_format(name: str) -> None:
    usual = named("summary").kind({"format": name})
    card = named("summary").kind({"format": name, "sheet": "practice"})
    assert (usual.extension, usual.stem) == (name, "summary")
    assert card.stem == "practice-summary"
