"""scripts/examples: each is run, and says what SQL says."""

from __future__ import annotations

import io
import json
import re
import runpy
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.programs import ran_file

FOLDER = ROOT / "scripts" / "examples"
EXAMPLES = {path.name for path in FOLDER.iterdir() if path.is_file()}
POPULATION = "people-with-knee-osteoarthritis"
Runner = Callable[..., list[str]]

TOLD: Mapping[str, tuple[Sequence[str], str]] = {
    "which_claims_lack_evidence.py": (
        ["{kb}"],
        """select claim_id || ': ' || coalesce(verdict, 'not judged yet') from claim_overview
        where status in ('draft', 'reviewed')
        and claim_id not in (select claim from evidence_line) order by claim_id""",
    ),
    "dose_ranges.py": (
        ["{kb}"],
        """select iif(is_studied, 'studied', 'advised') || ': ' || count(*) || ' doses'
        from (select owner_type = 'arm' as is_studied from dose_table) group by is_studied""",
    ),
    "compare_two_articles.py": (
        ["{kb}"],
        """select distinct c.claim || '  [' || coalesce(c.verdict, 'not judged yet') || ']'
        from claim_overview c where n_documents = 2 order by c.claim_id""",
    ),
    "widest_gaps.py": (
        ["{kb}"],
        "select gap_id from gap_report where severity = 'major' order by gap_id",
    ),
    "safe_sentences.py": (
        [POPULATION, "{kb}"],
        f"""select v.safe_wording from verdict v join claim_overview c on c.claim_id = v.claim
        where c.population_id = '{POPULATION}' and v.safe_wording is not null""",  # noqa: S608
    ),
    "pool_by_other_methods.py": (
        ["{kb}"],
        """select claim_id || ' (' || measure || ', ' || k_cohorts || ' cohorts)'
        from synthesis_table order by claim_id""",
    ),
    "save_forest_plots.py": (
        ["plots", "{kb}"],
        "select distinct claim_id || '.svg' from synthesis_table order by claim_id",
    ),
    "references_of_a_claim.py": (
        ["knee-oa-pain", "bibtex", "{kb}"],
        """select distinct '- ' || replace(substr(s.bibtex, 1, instr(s.bibtex, ',')), char(10), '')
        from evidence_table e join source s on s.key = e.source_key
        where e.claim_id = 'knee-oa-pain'""",
    ),
    "evidence_as_a_table.py": (
        ["balance", "evidence.csv", "{kb}"],
        """with recursive within(id) as (select 'balance' union
          select b.term from within w join term_broader b on b.broader = w.id)
        select count(*) || ' lines of evidence in evidence.csv' from evidence_table e
        join claim c on c.id = e.claim_id where c.outcome in within""",
    ),
    "effects_by_design.R": (
        ["{address}"],
        "select design || ' ' || count(*) || ' ' from evidence_table group by design",
    ),
    "claims_with_gaps.mjs": (
        ["{address}"],
        """select n || ' ' || c.claim_id || ' ' || coalesce(c.verdict, 'not judged yet')
        from claim_overview c
        join (select claim_id, count(*) as n from claim_gap group by 1) g using (claim_id)
        order by n desc, c.claim_id limit 10""",
    ),
}
"""What each is given, and SQL for lines that it must print, in any order among others."""
ALONE = {"watch_changes.py", "is_it_still_so.py", "check_a_draft.py", "mirror.sh"}
"""Examples with a test of their own."""


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Runner:
    """Give what runs an example of ours in a folder of its own, and gives the lines it prints."""

    def running(name: str, *arguments: str, told: str = "") -> list[str]:
        if name.endswith(".py"):
            monkeypatch.chdir(tmp_path)
            monkeypatch.setattr(sys, "argv", [name, *arguments])
            monkeypatch.setattr(sys, "stdin", io.StringIO(told))
            runpy.run_path(str(FOLDER / name), run_name="__main__")
            return capsys.readouterr().out.splitlines()
        return ran_file(FOLDER / name, tmp_path, *arguments).splitlines()

    return running


def _asked(database: Path, sql: str) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [str(row[0]) for row in connection.execute(sql)]


def test_every_example_is_run() -> None:
    assert TOLD.keys() | ALONE == EXAMPLES
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("name", sorted(TOLD))
def test_example_says_what_sql_says(
    name: str, run: Runner, real_database: Path, address: str
) -> None:
    arguments, sql = TOLD[name]
    printed = run(name, *(one.format(kb=real_database, address=address) for one in arguments))
    wanted = _asked(real_database, sql)
    assert wanted
    assert [line for line in wanted if line not in printed] == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_example_tells_how_it_is_used(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    assert re.search(rf"Usage: .*scripts/examples/{re.escape(name)}", text)


@pytest.mark.parametrize("page", ["README.md", "docs/http.md"])
def test_examples_are_told_of(page: str) -> None:
    assert "scripts/examples" in (ROOT / page).read_text("utf-8")


def test_watching_tells_what_is_new_once_and_what_changed(
    run: Runner, full: Path, tmp_path: Path
) -> None:
    ids = _asked(full, "select claim_id || '@' || version from claim_overview")
    assert run("watch_changes.py", "seen.json", str(full)) == [f"new: {one}" for one in sorted(ids)]
    assert run("watch_changes.py", "seen.json", str(full)) == []
    seen = json.loads((tmp_path / "seen.json").read_text("utf-8"))
    (old,) = _asked(full, "select version from claim_version where current = 0")
    (tmp_path / "seen.json").write_text(json.dumps({**seen, "taller-tomatoes": old}), "utf-8")
    assert run("watch_changes.py", "seen.json", str(full)) == [
        f"changed: taller-tomatoes@{old} is now @{seen['taller-tomatoes']}",
        "  verdict rating: supported → mixed",
        "  evidence strength: weak → moderate",
    ]


def test_quotations_are_told_apart(run: Runner, full: Path) -> None:
    (old,) = _asked(full, "select version from claim_version where current = 0")
    (now,) = _asked(full, "select version from claim where id = 'taller-tomatoes'")
    quoted = [f"taller-tomatoes@{one}" for one in (old, now, "0" * 12)]
    assert run("is_it_still_so.py", str(full), *quoted)[:3] == [
        f"{quoted[0]}: 2 changes",
        f"{quoted[1]}: as it was",
        f"there is no version of a claim {quoted[2]!r}",
    ]


def test_draft_is_checked_sentence_by_sentence(run: Runner, real_database: Path) -> None:
    draft = "Walking backward burns 90% more calories than walking forward."
    sentence, *found = run("check_a_draft.py", str(real_database), told=draft)
    assert sentence == draft
    assert found[0].startswith("  = energy-expenditure-vs-forward: ")
    assert found[1].startswith("  ! 90% is beyond what was measured")


def test_mirror_fetches_a_file_once(run: Runner, address: str, tmp_path: Path) -> None:
    (fetched,) = run("mirror.sh", address)
    assert fetched.startswith("fetched kb.db (")
    assert _asked(tmp_path / "kb.db", "select count(*) from knowledge_base") == ["1"]
    (again,) = run("mirror.sh", address)
    assert again.startswith("kb.db is up to date (")
