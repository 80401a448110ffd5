"""SQL, search, checking, pooling and exports answer as the commands do."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

import kb
from kb.cli import cli


def command(*arguments: str) -> str:
    """Give what a command prints."""
    result = CliRunner().invoke(cli, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="session")
def place(built: Path) -> Sequence[str]:
    """Give the options by which commands find the tiny knowledge base."""
    return ("--root", str(built))


def test_sql_answers_as_the_command_does(base: kb.Base, place: Sequence[str]) -> None:
    sql = "select claim_id, certainty from claim_overview where kind = :kind order by 1"
    answer = base.sql(sql, kind="effect")
    printed = command("query", sql, *place, "-p", "kind", "effect", "--format", "json")
    assert list(answer) == answer[:] == json.loads(printed)
    assert answer[-1] == answer.to_dicts()[-1]
    assert answer.columns == ("claim_id", "certainty")
    assert repr(answer) == f"<{len(answer)} rows: claim_id, certainty>"


def test_sql_that_cannot_be_answered_is_told(base: kb.Base) -> None:
    for sql, told in {
        "select clam from claim": "did you mean claim",
        "delete from claim": "only reading is allowed here",
        "select 1; select 2": "one statement at a time",
        "select :n": "the query.s parameter `:n` was given no value",
        "select 1\0": "null character",
        "pragma journal_mode = wal": "only reading is allowed",
        "attach ':memory:' as other": "only reading",
    }.items():
        with pytest.raises(kb.QueryError, match=told):
            base.sql(sql)
    with pytest.raises(kb.QueryError, match="too large to convert"):
        base.sql("select :n", n=2**70)
    with pytest.raises(kb.UnknownValueError, match="half of a surrogate pair"):
        base.sql("select '\ud800'")
    with pytest.raises(kb.UnknownValueError, match="`limit` is a whole number from 0"):
        base.sql("select 1", limit=-1)
    with pytest.raises(kb.UnknownValueError, match="`query` takes words, and not 3"):
        base.sql(3)  # type: ignore[arg-type]  # a slip
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    with pytest.raises(kb.QueryError, match="took more than"):
        base.sql(endless, seconds=0.02)


def test_an_answer_that_is_cut_says_so(base: kb.Base) -> None:
    with pytest.warns(kb.TruncatedWarning, match="only the first 2 rows") as caught:
        answer = base.sql("select claim_id from claim_overview", limit=2)
    assert caught[0].filename == __file__
    assert (len(answer), answer.truncated) == (2, True)
    assert repr(answer) == "<2 rows and more: claim_id>"


def test_columns_of_one_name_are_told_apart(base: kb.Base) -> None:
    assert base.sql("select 1 as n, 2 as n")[0] == {"n": 1, "n_2": 2}


def test_search_finds_what_the_command_finds(base: kb.Base, place: Sequence[str]) -> None:
    found = [one.claim_id for one in base.search("cold bath pain")]
    printed = json.loads(command("search", "cold", "bath", "pain", *place, "--format", "json"))
    assert found == [one["claim_id"] for one in printed] != []
    assert base.search("cold bath pain", limit=1) == [base.claim(found[0])]
    assert len(base.search("cold bath pain", limit=10**30)) == len(found)


def test_a_text_is_checked_as_the_command_checks_it(base: kb.Base, place: Sequence[str]) -> None:
    text = "A cold hand bath eases the wrist pain of office workers by 60 %."
    (checked,) = base.check_text(text)
    printed = json.loads(command("check-text", text, *place, "--format", "json"))
    printed = printed[0] if isinstance(printed, list) else printed["sentences"][0]
    assert checked.sentence == printed["text"]
    assert list(checked.numbers) == [one["text"] for one in printed["numbers"]] == ["60 %"]
    for mine, theirs in zip(checked.found, printed["claims"], strict=True):
        assert mine.claim.claim_id == theirs["claim_id"]
        assert mine.share == theirs["share"]
        assert list(mine.beyond_measured) == theirs["beyond_measured"]
        assert list(mine.do_not_say) == theirs["do_not_say"]
        assert [one.gap_id for one in mine.gaps] == sorted(one["gap_id"] for one in theirs["gaps"])
    assert checked.found[0].claim.claim_id == "wrist-pain"
    assert base.check_text("Quarks decay.")[0].found == ()


def test_a_summary_is_the_one_that_the_command_writes(
    base: kb.Base, place: Sequence[str], tmp_path: Path
) -> None:
    printed = command("export", "summary", *place, "--population", "office-workers", "-o", "-")
    assert base.summary(population="office-workers") == printed
    assert base.summary("html", text="pain", kind=["effect"]).startswith("<!DOCTYPE html>")
    assert base.summary("docx", claim="wrist-pain").startswith(b"PK")
    path = tmp_path / "claims.csv"
    command("export", "csv", *place, "--certainty", "low", "-o", str(path))
    written = base.export("csv", tmp_path / "mine.csv", certainty=">=low")
    assert written.read_bytes() == path.read_bytes()


def test_an_export_that_cannot_be_made_is_told(base: kb.Base, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    base.export("csv", str(path), options={"view": "gap_report"}, study=["inventa-trial"])
    before = path.read_bytes()
    refused: dict[str, Callable[[], object]] = {
        "is there already\nhint: replace it with force=True": lambda: base.export("csv", path),
        "no format `cvs`\nhint: did you mean `csv`": lambda: base.export("cvs", path),
        "no format `?`\nhint: one of ": lambda: base.export("?", path),
        "`csv` has no option `vieww`": lambda: base.export(
            "csv", path, options={"vieww": "x"}, force=True
        ),
        "`ris` has no option `x`\nhint: it has none": lambda: base.export(
            "ris", path, options={"x": "x"}, force=True
        ),
        "`view` is never `x`": lambda: base.export("csv", path, options={"view": "x"}, force=True),
        "no study has the id “x”": lambda: base.export("csv", path, study="x", force=True),
        "no filter `verdct`": lambda: base.export("csv", path, verdct="x", force=True),  # type: ignore[call-arg]  # a slip
        "`kind` holds no value": lambda: base.export("csv", path, kind=[], force=True),
        "no kind is called": lambda: base.summary(kind="x"),  # type: ignore[arg-type]  # a slip
    }
    for told, ask in refused.items():
        with pytest.raises(kb.KbError) as caught:
            ask()
        assert told in str(caught.value)
    assert path.read_bytes() == before
    base.export("csv", path, force=True)
    assert path.read_bytes() != before


def test_an_export_that_a_format_refuses_is_told(base: kb.Base, tmp_path: Path) -> None:
    with pytest.raises(kb.ExportError) as caught:
        base.export("turtle", tmp_path / "kb.ttl", options={"base": "nowhere"})
    assert "nowhere" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_pool_is_that_of_the_build_unless_another_way_is_asked_for(pools: kb.Base) -> None:
    synthesis = pools.claim("taller").synthesis
    assert synthesis is not None
    pooled = pools.pool("taller")
    assert isinstance(pooled, kb.Pooled)
    assert (pooled.k, pooled.estimate) == (synthesis.k_cohorts, synthesis.estimate)
    assert (pooled.ci_low, pooled.ci_high) == (synthesis.ci_low, synthesis.ci_high)
    fixed = pools.pool("taller", method="EE")
    assert fixed.ci_high - fixed.ci_low < pooled.ci_high - pooled.ci_low
    assert kb.pool([1, 2, 3], [0.25] * 3).estimate == pytest.approx(pooled.estimate)


def test_a_pool_that_makes_no_sense_is_told(pools: kb.Base) -> None:
    with pytest.raises(kb.UnknownValueError, match=r"no method `REMLS`\nhint: one of"):
        pools.pool("taller", method="REMLS")
    with pytest.raises(kb.UnknownValueError, match="no interval `narrow`"):
        pools.pool("taller", interval="narrow")
    with pytest.raises(kb.UnknownValueError, match="no findings of `unstudied` can be pooled"):
        pools.pool("unstudied")


def test_what_is_open_cannot_be_written_to(base: kb.Base) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        base.connection.execute("delete from claim")
