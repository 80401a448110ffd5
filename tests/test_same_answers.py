"""Ten questions asked by Python, SQL, HTTP, the command line and agents' tools: one answer each."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

import kb
from tests.command import run
from tests.mcp.asking import data

POPULATION = "older-adults"
WORDS = "muscle strength"
CLAIM = "knee-oa-pain"


@dataclass(frozen=True)
class Doors:
    """The ways into one knowledge base."""

    base: kb.Base
    address: str

    def sql(self, query: str) -> list[Any]:
        """Rows, of one column its values."""
        with closing(sqlite3.connect(self.base.path)) as connection:
            rows = connection.execute(query).fetchall()
        return [row[0] if len(row) == 1 else row for row in rows]

    def http(self, path: str, **asked: object) -> Any:  # noqa: ANN401 - JSON
        """The JSON at an address; `_` begins the name of a parameter of Datasette's."""
        with urlopen(f"{self.address}{path}?{urlencode(asked, doseq=True)}") as answer:  # noqa: S310
            return json.load(answer)

    def rows(self, view: str, **asked: object) -> list[dict[str, Any]]:
        """Rows of a view as Datasette gives them."""
        found: list[dict[str, Any]] = self.http(
            f"/kb/{view}.json", _shape="array", _size="max", **asked
        )
        return found

    def cli(self, *words: str) -> Any:  # noqa: ANN401 - JSON
        """The JSON that a command prints."""
        result = run(*words, "--json", "--db", self.base.path)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def found(self, tool: str, part: str, **asked: object) -> Iterator[dict[str, Any]]:
        """The items of a part of a tool's answer, page by page."""
        offset: int | None = 0
        while offset is not None:
            page = data(self.base.path, tool, **asked, offset=offset, limit=50)[part]
            yield from page["items"]
            offset = page.get("next_offset")

    def query(self, sql: str) -> list[Any]:
        """Rows of SQL, as agents get them."""
        found = data(self.base.path, "run_sql", sql=sql, limit=500)["rows"]
        return [tuple(row.values()) if len(row) > 1 else next(iter(row.values())) for row in found]


@pytest.fixture(scope="module")
def doors(real_database: Path, address: str) -> Iterator[Doors]:
    """Open the knowledge base of this repository by each door."""
    with kb.open(real_database) as base:
        yield Doors(base, address)


def _ids(rows: Iterable[dict[str, Any]]) -> list[str]:
    """The ids of claims, without their versions, by name."""
    return sorted(str(row.get("claim_id") or row["claim"]).partition("@")[0] for row in rows)


def _told(cohorts: int, estimate: float, low: float | None, high: float | None) -> str:
    """A pooled estimate as people read it."""
    text = f"{cohorts} cohorts: {estimate:.3g}, 95 % CI {low:.3g} to {high:.3g}"
    return text.replace("-", "\N{MINUS SIGN}")


def _session(low: Sequence[float | None], high: Sequence[float | None]) -> str:
    """The shortest and the longest of some sessions."""
    told = [minutes for minutes in (*low, *high) if minutes is not None]
    return f"{min(told):g}–{max(told):g} min"


VOICES = (
    "select attribution, count(*) as n from statement_overview"
    " where attribution is not null group by 1"
)
DESIGNS = "select design, count(*) as n from study group by 1"
SESSIONS = (
    "select printf('%g–%g min', min(coalesce(session_min_low, session_min_high)),"
    " max(coalesce(session_min_high, session_min_low))) as told"
    " from dose_table where owner_type = 'arm'"
)
WITHIN = """with recursive within(id) as (select 'older-adults' union
  select b.term from within w join term_broader b on b.broader = w.id)
  select claim_id from claim_overview where population_id in within order by 1"""
MATCHING = """select c.id from claim_fts f join claim c on c.rowid = f.rowid
  where claim_fts match 'muscle strength' order by 1"""
STANDING = """select verdict || ' ' || certainty || ' ' || version as told from claim_overview
  where claim_id = 'knee-oa-pain'"""
EVIDENCE = """select study_id, direction from evidence_table where claim_id = 'knee-oa-pain'
  order by 1, 2"""
POOLED = """select k_cohorts, estimate, ci_low, ci_high from synthesis_table
  where claim_id = 'knee-oa-pain'"""
Door = Callable[[Doors], object]

QUESTIONS: Mapping[str, Mapping[str, Door]] = {
    "which claims are supported": {
        "sql": lambda at: at.sql(
            "select claim_id from claim_overview where verdict = 'supported' order by 1"
        ),
        "python": lambda at: at.base.claims(verdict="supported").ids,
        "http": lambda at: _ids(at.http("/claims.json", verdict="supported")),
        "cli": lambda at: _ids(at.cli("search", "--verdict", "supported", "--limit", "1000")),
        "mcp": lambda at: _ids(at.found("search_claims", "claims", verdict=["supported"])),
    },
    "claims about a population or a part of it": {
        "sql": lambda at: at.sql(WITHIN),
        "python": lambda at: at.base.claims(population=POPULATION).ids,
        "http": lambda at: _ids(at.http("/claims.json", population=POPULATION)),
        "cli": lambda at: _ids(at.cli("search", "--population", POPULATION, "--limit", "1000")),
        "mcp": lambda at: _ids(at.found("search_claims", "claims", population=[POPULATION])),
    },
    "claims with some words": {
        "sql": lambda at: at.sql(MATCHING),
        "python": lambda at: sorted(at.base.claims(text=WORDS).ids),
        "http": lambda at: _ids(at.http("/claims.json", q=WORDS)),
        "cli": lambda at: _ids(  # which goes on with claims that have some of the words
            at.cli("search", WORDS, "--limit", str(len(at.base.claims(text=WORDS))))
        ),
        "mcp": lambda at: _ids(at.found("search_claims", "claims", words=WORDS)),
    },
    "verdict, certainty and version of a claim": {
        "sql": lambda at: at.sql(STANDING),
        "python": lambda at: [
            f"{one.verdict} {one.certainty} {one.version}" for one in [at.base.claim(CLAIM)]
        ],
        "http": lambda at: [
            "{verdict} {certainty} {version}".format(**at.http(f"/claim/{CLAIM}.json")["claim"])
        ],
        "cli": lambda at: [row["told"] for row in at.cli("query", STANDING)],
        "mcp": lambda at: [
            f"{one['judgement']['verdict']} {one['judgement']['certainty']} "
            + one["claim"].partition("@")[2]
            for one in [data(at.base.path, "get_claim", claim=CLAIM)]
        ],
    },
    "what findings say of a claim": {
        "sql": lambda at: at.sql(EVIDENCE),
        "python": lambda at: sorted(
            (one.study_id, one.direction) for one in at.base.claim(CLAIM).evidence
        ),
        "http": lambda at: sorted(
            (row["study_id"], row["direction"])
            for row in at.http(f"/claim/{CLAIM}.json")["evidence"]
        ),
        "cli": lambda at: sorted(
            (row["study_id"], row["direction"]) for row in at.cli("show", CLAIM)[0]["evidence"]
        ),
        "mcp": lambda at: sorted(
            (one["study"], one["direction"])
            for one in at.found("get_claim", "evidence", claim=CLAIM, sections=["evidence"])
        ),
    },
    "what was pooled for a claim": {
        "sql": lambda at: [_told(*row) for row in at.sql(POOLED)],
        "python": lambda at: [
            _told(one.k_cohorts, one.estimate, one.ci_low, one.ci_high)
            for one in [at.base.claim(CLAIM).synthesis]
            if one
        ],
        "http": lambda at: [
            _told(row["k_cohorts"], row["estimate"], row["ci_low"], row["ci_high"])
            for row in at.rows("synthesis_table", claim_id=CLAIM)
        ],
        "cli": lambda at: [
            _told(row["k_cohorts"], row["estimate"], row["ci_low"], row["ci_high"])
            for row in at.cli("show", CLAIM)[0]["pooled"]
        ],
        "mcp": lambda at: [
            f"{one['k_cohorts']} cohorts: {one['estimate']['text']}, {one['interval']['text']}"
            for one in at.found("get_claim", "pooled", claim=CLAIM, sections=["pooled"])
        ],
    },
    "the gravest gaps": {
        "sql": lambda at: at.sql(
            "select gap_id from gap_report where severity = 'major' order by 1"
        ),
        "python": lambda at: sorted(at.base.gaps(severity="major").ids),
        "http": lambda at: sorted(row["gap_id"] for row in at.rows("gap_report", severity="major")),
        "cli": lambda at: sorted(row["gap_id"] for row in at.cli("gaps", "--severity", "major")),
        "mcp": lambda at: sorted(one["gap"] for one in at.found("gaps", "gaps", severity="major")),
    },
    "how long sessions were in studies": {
        "sql": lambda at: at.sql(SESSIONS),
        "python": lambda at: [
            _session(
                [dose.session_min_low for dose in at.base.doses(owner_type="arm")],
                [dose.session_min_high for dose in at.base.doses(owner_type="arm")],
            )
        ],
        "http": lambda at: [
            _session(
                [row["session_min_low"] for row in at.rows("dose_table", owner_type="arm")],
                [row["session_min_high"] for row in at.rows("dose_table", owner_type="arm")],
            )
        ],
        "cli": lambda at: [row["told"] for row in at.cli("query", SESSIONS)],
        "mcp": lambda at: [
            one["studied"]["amount"]["stored"]
            for one in data(at.base.path, "compare_doses")["measures"]
            if one["measure"] == "session"
        ],
    },
    "how many statements credit nobody, somebody, a source": {
        "sql": lambda at: dict(at.sql(VOICES)),
        "python": lambda at: Counter(
            one.attribution for one in at.base.statements() if one.attribution
        ),
        "http": lambda at: Counter(
            row["attribution"] for row in at.rows("statement_overview") if row["attribution"]
        ),
        "cli": lambda at: {row["attribution"]: row["n"] for row in at.cli("query", VOICES)},
        "mcp": lambda at: dict(at.query(VOICES)),
    },
    "how many studies there are of each design": {
        "sql": lambda at: dict(at.sql(DESIGNS)),
        "python": lambda at: Counter(one.design for one in at.base.studies()),
        "http": lambda at: {row["design"]: row["n"] for row in at.http("/sql.json", q=DESIGNS)},
        "cli": lambda at: {row["design"]: row["n"] for row in at.cli("query", DESIGNS)},
        "mcp": lambda at: dict(at.query(DESIGNS)),
    },
}
"""Each question, and what every door answers."""
DOORS = ("python", "http", "cli", "mcp")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_door_gives_the_answer_that_sql_gives(question: str, door: str, doors: Doors) -> None:
    wanted = QUESTIONS[question]["sql"](doors)
    assert wanted
    assert QUESTIONS[question][door](doors) == wanted


def test_ten_questions_are_asked_at_every_door() -> None:
    assert len(QUESTIONS) == 10
    assert all(asked.keys() == {"sql", *DOORS} for asked in QUESTIONS.values())
