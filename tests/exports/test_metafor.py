"""The pools for R: metafor, run on what is written, agrees with kb."""

from __future__ import annotations

import csv
import io
import math
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kb.analysis.pooling import pool
from tests.exports.exported import export

EFFECTS = {
    "mean_difference": ([1.2, -0.4, 3.1], [0.05, 0.08, 0.11]),
    "risk_ratio": ([0.1, 0.9, -0.6], [0.02, 0.01, 0.03]),
    "standardised_mean_difference": ([0.5, 0.5, 0.51], [0.04, 0.05, 0.06]),
}


def unpacked(data: bytes, folder: Path) -> Path:
    """Give a folder with the files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        made.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def rscript() -> str:
    """Give the program that runs R; skip without it or without metafor."""
    program = shutil.which("Rscript") or ""
    has = (
        program
        and not subprocess.run(
            [program, "-e", "library(metafor)"], capture_output=True, check=False
        ).returncode
    )
    if not has:
        pytest.skip("no R with metafor here (Debian: r-base-core, r-cran-metafor)")
    return program


def run(rscript: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script as a reader would, from another folder."""
    return subprocess.run(
        [rscript, "--vanilla", str(folder / "pool.R"), *arguments],
        cwd=folder.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pools(path: Path) -> list[tuple[object, ...]]:
    """Give what a built file says of its pools."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "select id, estimate, ci_low, ci_high, q from synthesis order by id"
        return connection.execute(sql).fetchall()


def changed(
    path: Path, copy: Path, measure: str, effects: Sequence[float], v: Sequence[float]
) -> Path:
    """Give a copy in which a pool is of other effects, as kb pools them."""
    shutil.copy(path, copy)
    pooled = pool(effects, v)
    back = math.exp if measure == "risk_ratio" else float
    assert pooled.heterogeneity
    assert pooled.pi_low is not None
    assert pooled.pi_high is not None
    numbers = [pooled.estimate, pooled.ci_low, pooled.ci_high, pooled.pi_low, pooled.pi_high]
    spread = pooled.heterogeneity
    with closing(sqlite3.connect(copy)) as connection:
        (name, claim) = connection.execute(
            "select s.id, s.claim from synthesis s join synthesis_input i on i.claim = s.claim"
            " group by s.id having count(*) >= 3 order by s.id limit 1"
        ).fetchone()
        connection.execute("update synthesis_input set used = 0 where synthesis = ?", [name])
        behind = "select finding from synthesis_input where claim = ? order by finding"
        for (finding,), yi, vi in zip(
            connection.execute(behind, [claim]).fetchall(), effects, v, strict=False
        ):
            connection.execute(
                "update synthesis_input set used = 1, synthesis = ?, yi = ?, vi = ?"
                " where finding = ? and claim = ?",
                [name, yi, vi, finding, claim],
            )
        connection.execute(
            "update synthesis set measure = ?, estimate = ?, ci_low = ?, ci_high = ?, pi_low = ?,"
            " pi_high = ?, tau2 = ?, i2 = ?, q = ? where id = ?",
            [measure, *map(back, numbers), spread.tau2, spread.i2, spread.q, name],
        )
        connection.commit()
    return copy


def test_effects_and_results_are_all_there(real: Path, tmp_path: Path) -> None:
    folder = unpacked(export(real, "metafor"), tmp_path / "pools")
    told = [
        (row["synthesis"], *(float(row[name]) for name in ("estimate", "ci_low", "ci_high", "q")))
        for row in rows(folder, "syntheses.csv")
    ]
    assert told == pools(real)
    assert told
    for row in rows(folder, "syntheses.csv"):
        studies = [
            one for one in rows(folder, "studies.csv") if one["synthesis"] == row["synthesis"]
        ]
        assert len(studies) == int(row["k_cohorts"])
        again = pool([float(one["yi"]) for one in studies], [float(one["vi"]) for one in studies])
        assert again.estimate == pytest.approx(float(row["estimate"]), abs=1e-9)
        table = rows(folder, f"revman/{row['synthesis']}.csv")
        assert [float(one["GIV SE"]) ** 2 for one in table] == pytest.approx(
            [float(one["vi"]) for one in studies]
        )


def test_metafor_agrees(rscript: str, real: Path, tmp_path: Path) -> None:
    folder = unpacked(export(real, "metafor"), tmp_path / "pools")
    ran = run(rscript, folder, "--plot")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "The same within 1e-06" in ran.stdout
    for name, *_ in pools(real):
        assert str(name) in ran.stdout
    assert (folder / "forest.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("measure", EFFECTS)
def test_metafor_agrees_where_studies_differ(
    rscript: str, real: Path, tmp_path: Path, measure: str
) -> None:
    copy = changed(real, tmp_path / "kb.db", measure, *EFFECTS[measure])
    ran = run(rscript, unpacked(export(copy, "metafor"), tmp_path / "pools"))
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_script_tells_what_is_not_the_same(rscript: str, real: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(real, tmp_path / "kb.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update synthesis set ci_low = ci_low + 0.00001")
        connection.commit()
    ran = run(rscript, unpacked(export(copy, "metafor"), tmp_path / "pools"))
    assert ran.returncode == 1
    assert "Not the same" in ran.stdout


def test_no_pool_is_no_failure(rscript: str, built: Path, tmp_path: Path) -> None:
    ran = run(rscript, unpacked(export(built / "build/kb.db", "metafor"), tmp_path / "pools"))
    assert (ran.returncode, ran.stdout) == (0, "There is no synthesis.\n")


def test_no_pool_is_told(built: Path, tmp_path: Path) -> None:
    notices: list[str] = []
    data = export(built / "build/kb.db", "metafor", notices=notices)
    assert notices == ["no claim that was asked for has a pooled estimate"]
    folder = unpacked(data, tmp_path / "pools")
    assert rows(folder, "studies.csv") == []
    assert (folder / "studies.csv").read_text("utf-8").startswith("synthesis,finding,study,")
    assert not (folder / "revman").exists()


def test_cells_that_act_are_inert_and_the_script_holds_no_data(real: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(real, tmp_path / "kb.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update source set citation = '=cmd()\"); q(\"'")
        connection.execute("update claim set claim = '@evil(\"'")
        connection.commit()
    folder = unpacked(export(copy, "metafor"), tmp_path / "pools")
    told = rows(folder, "studies.csv") + rows(folder, "syntheses.csv")
    cells = {cell for row in told for cell in row.values()}
    assert '\'=cmd()"); q("' in cells
    assert "'@evil(\"" in cells
    usual = unpacked(export(real, "metafor"), tmp_path / "usual")
    assert (folder / "pool.R").read_bytes() == (usual / "pool.R").read_bytes()


def test_two_exports_are_the_same_bytes(real: Path) -> None:
    assert export(real, "metafor") == export(real, "metafor")


def test_filters_choose_pools(real: Path, tmp_path: Path) -> None:
    data = export(real, "metafor", {"claim": ["knee-oa-pain"]})
    folder = unpacked(data, tmp_path / "pools")
    assert [row["claim"] for row in rows(folder, "syntheses.csv")] == ["knee-oa-pain"]
    assert [path.name for path in (folder / "revman").iterdir()] == ["knee-oa-pain.pool.csv"]
