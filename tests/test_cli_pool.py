"""`kb pool`: any CSV file with effects."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.cli import pool as pool_command
from kb.cli.csv_lines import CsvError
from kb.cli.effect_table import CODES, read
from tests.command import run
from tests.metafor import effects, reference

TABLE = """\
study,yi,vi
Abbot 1999,-0.2,0.01
Bishop 2001,0.1,0.04
Canon 2010,0.3,0.02
"""
NAMED = """
k estimate se ci_low ci_high pi_low pi_high tau2 i2 q q_p method interval
""".split()  # noqa: SIM905 - a list of names as it is said


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Give a file of three studies."""
    file = tmp_path / "studies.csv"
    file.write_text(TABLE, "utf-8")
    return file


def answer(file: Path, *options: str | Path) -> dict[str, Any]:
    """Give the JSON that the command prints for a file."""
    result = run("pool", file, "--format", "json", *options)
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def refused(content: str | bytes, *options: str) -> str:
    """Give what is said of a file that cannot be pooled, under the name `standard input`."""
    result = run("pool", "-", *options, stdin=content)
    assert result.exit_code == 1
    assert not result.stdout
    return result.stderr


# -- what it prints --------------------------------------------------------------------------


def test_pool_prints_numbers_plot_and_definitions(table: Path) -> None:
    result = run("pool", table)
    assert result.exit_code == 0
    assert result.stdout == snapshot("""\
3 studies, effects as given

  estimate           0.05053  [−0.64, 0.7411]   p 0.7827
  standard error      0.1605
  further study               [−1.178, 1.279]
  tau²               0.05581  [0.002631, 2.487]
  I², %                73.62  by Q 77.05
  Q                    8.714  on 2 df   p 0.01281

Abbot 1999                 ├──■───┤                        −0.20 [−0.40,  0.00]   39.1 %
Bishop 2001                  ├─────■──────┤                 0.10 [−0.29,  0.49]   26.9 %
Canon 2010                        ├────■────┤               0.30 [ 0.02,  0.58]   34.0 %
pooled                ◀════════════◆═══════════▶            0.05 [−0.64,  0.74]
prediction   ├┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┤        [−1.18,  1.28]
             −1.18                                   1.28

95 % intervals
measure: effects and variances as given in the file
method: restricted maximum likelihood
interval: Knapp and Hartung with a floor: t on k - 1 degrees of freedom, standard error scaled
  by √max(1, q)
pi: estimate ± t(k - 1) × √(se² + tau²)
i2: percent: tau² / (tau² + variance of a typical study); i2_q is (Q - df) / Q
q: Cochran's Q with weights 1 / variance; q_p on k - 1 degrees of freedom
tau2: variance between studies, not below 0; tau2_low and tau2_high by the Q profile
""")


def test_ratios_are_brought_back_from_logarithms(table: Path) -> None:
    result = run("pool", table, "--measure", "RR", "--leave-one-out")
    assert "\n".join(result.stdout.splitlines()[:11]) == snapshot("""\
3 studies, risk ratio (log scale)

  estimate           0.05053  [−0.64, 0.7411]   p 0.7827
  brought back         1.052  [0.5273, 2.098]
  standard error      0.1605
  further study               [−1.178, 1.279]
  brought back                [0.3078, 3.594]
  tau²               0.05581  [0.002631, 2.487]
  I², %                73.62  by Q 77.05
  Q                    8.714  on 2 df   p 0.01281
""")
    assert "  without Bishop 2001: " in result.stdout


def test_json_is_one_object_with_stable_keys_first(table: Path) -> None:
    told = answer(table)
    assert list(told)[: len(NAMED)] == NAMED
    assert told["k"] == 3
    assert (told["method"], told["interval"]) == ("REML", "knapp-hartung-floor")
    assert {key for key in told if key.endswith("_definition")} == {
        "method_definition",
        "interval_definition",
        "pi_definition",
        "i2_definition",
        "q_definition",
        "tau2_definition",
        "measure_definition",
    }
    assert [study["label"] for study in told["studies"]] == [
        "Abbot 1999",
        "Bishop 2001",
        "Canon 2010",
    ]


def test_csv_is_one_line_below_the_names(table: Path) -> None:
    result = run("pool", table, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    told = answer(table)
    assert list(row)[: len(NAMED)] == NAMED
    assert float(row["estimate"]) == told["estimate"]


def test_leave_one_out_is_in_the_json_when_asked_for(table: Path) -> None:
    assert "leave_one_out" not in answer(table)
    left = answer(table, "--leave-one-out")["leave_one_out"]
    assert [each["label"] for each in left] == ["Abbot 1999", "Bishop 2001", "Canon 2010"]


def test_method_interval_and_prediction_are_chosen(table: Path) -> None:
    told = answer(table, "--method", "dl", "--interval", "wald", "--prediction", "t(k-2)")
    assert (told["method"], told["interval"], told["prediction"]) == ("DL", "wald", "t(k-2)")
    common = answer(table, "--method", "EE")
    assert (common["interval"], common["tau2"], common["pi_low"]) == ("wald", 0, None)


def test_ratio_too_large_for_a_number_is_not_brought_back(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_text("yi,vi\n800,1\n801,1\n0,1\n", "utf-8")
    told = answer(file, "--measure", "OR")
    assert told["back_ci_high"] is None
    assert told["back_ci_low"] is not None


def test_many_studies_are_pooled_but_not_all_drawn(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("yi,vi\n" + "".join(f"{n % 7},1\n" for n in range(130)), "utf-8")
    result = run("pool", file)
    assert "30 more studies are pooled, but not drawn" in result.stdout
    assert "study 100 " in result.stdout
    assert "study 101 " not in result.stdout
    assert "\npooled " in result.stdout


@pytest.mark.parametrize(
    ("measure", "header", "line"),
    [
        ("MD", "m1,sd1,n1,m2,sd2,n2", "5,1,20,4,1,20"),
        ("SMD", "M1i,SD1i,N1i,M2i,SD2i,N2i", "5,1,20,4,1,20"),
        ("RR", "ai,bi,ci,di", "3,7,5,5"),
        ("OR", "ai,n1i,ci,n2i", "3,10,5,10"),
        ("ZCOR", "ri,ni", "0.3,40"),
        ("PLO", "xi,ni", "3,40"),
        ("MC", "post,sd_post,pre,sd_pre,n,r", "5,1,4,1,20,0.5"),
    ],
)
def test_effects_are_computed_from_raw_columns(
    tmp_path: Path, measure: str, header: str, line: str
) -> None:
    file = tmp_path / "raw.csv"
    file.write_text(f"{header}\n{line}\n{line}\n", "utf-8")
    told = answer(file, "--measure", measure)
    assert told["k"] == 2
    assert told["measure"] == measure
    assert told["studies"][0]["vi"] > 0


def test_raw_columns_go_before_given_effects_when_a_measure_is_named(tmp_path: Path) -> None:
    file = tmp_path / "both.csv"
    file.write_text("yi,vi,r,n\n9,1,0.3,40\n9,1,0.3,40\n", "utf-8")
    assert answer(file)["estimate"] == 9
    assert answer(file, "--measure", "COR")["estimate"] == pytest.approx(0.3)


def test_standard_errors_serve_for_variances(tmp_path: Path) -> None:
    file = tmp_path / "se.csv"
    file.write_text("yi,sei\n1,0.1\n2,0.2\n", "utf-8")
    assert [study["vi"] for study in answer(file)["studies"]] == pytest.approx([0.01, 0.04])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_bom_delimiters_line_ends_blank_lines_and_quotes_are_understood(
    tmp_path: Path, delimiter: str
) -> None:
    rows_ = [
        ["Study", " YI ", "VI"],
        ['"Doe, J; 1"', "1.5e-1", "+.2"],
        ["", "", ""],
        ["", "1", "2."],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows_)
    file = tmp_path / "odd.csv"
    file.write_text("\n\n" + text + "\n\n", "utf-8-sig")
    told = answer(file)
    assert [study["label"] for study in told["studies"]] == ["Doe, J; 1", "study 2"]


def test_pools_of_reference_data_come_out_of_the_command(shared: Path, tmp_path: Path) -> None:
    for dataset in reference(shared)["datasets"][:4]:
        file = tmp_path / f"{dataset['id']}.csv"
        lines = [f"{y!r},{v!r}" for y, v in zip(*effects(dataset), strict=True)]
        file.write_text("\n".join(["yi,vi", *lines]), "utf-8")
        told = answer(file, "--method", "PM", "--interval", "knapp-hartung")
        theirs = dataset["models"]["PM"]
        assert told["ci_low"] == pytest.approx(theirs["hksj"]["ci_lb"], abs=5e-4 * told["se"])
        assert told["pi_high"] == pytest.approx(theirs["pi_hksj_tk1"]["ub"], abs=5e-4 * told["se"])
        assert told["i2"] == pytest.approx(theirs["I2"], abs=0.05)


def test_only_real_line_ends_end_a_line(tmp_path: Path) -> None:
    file = tmp_path / "ends.csv"
    file.write_text("study,yi,vi\ra\x1eb,1,1\r\nc\u2028d,2,1\n", "utf-8", newline="")
    assert answer(file)["k"] == 2


def test_labels_act_upon_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / "hostile.csv"
    file.write_text("study,yi,vi\n\x1b[31mred\u202e,1,1\nb,2,1\n", "utf-8")
    plot = tmp_path / "p.svg"
    result = run("pool", file, "--plot", plot)
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout + plot.read_text("utf-8")


# -- the plot --------------------------------------------------------------------------------


def test_plot_is_written_as_svg(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "plot.SVG"
    path.write_text("old", "utf-8")
    assert run("pool", table, "--plot", path).exit_code == 0
    root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - our own text
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["plot.SVG", "studies.csv"]


def test_plot_of_another_format_is_refused_before_anything_is_done(table: Path) -> None:
    result = run("pool", table, "--plot", "plot.png")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "plot.png does not end in .svg: the plot is an SVG file" in result.stderr


def test_plot_into_no_folder_is_refused_before_anything_is_done(table: Path) -> None:
    result = run("pool", table, "--plot", table.parent / "none" / "plot.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is no folder {table.parent}/none to write the plot into" in " ".join(
        result.stderr.split()
    )


def test_no_command_imports_what_computes_or_draws_but_a_plot(table: Path, corpus: Path) -> None:
    code = (
        "import sys; from kb.cli import cli; cli(sys.argv[1:], standalone_mode=False);"
        "sys.stderr.write(' '.join(sorted({'numpy', 'vl_convert', 'scipy', 'pymare'}"
        " & sys.modules.keys())))"
    )
    imported = [
        subprocess.run(
            [sys.executable, "-c", code, *words], check=True, capture_output=True, encoding="utf-8"
        ).stderr
        for words in (["--help"], ["check", "--root", str(corpus)], ["pool", str(table)])
    ]
    assert imported == ["", "", ""]


# -- what it refuses -------------------------------------------------------------------------


def test_one_study_is_shown_and_called_no_pool(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("study,yi,vi\nAbbot,0.5,0.04\n", "utf-8")
    result = run("pool", file, "--format", "json", "--leave-one-out")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (told["k"], told["estimate"], told["method"], told["tau2"]) == (1, 0.5, None, None)
    assert f"{file}:2:1: error[one-study] there is one study, which is no pool" in result.stderr
    assert "one study, which is no pool" in run("pool", file).stdout


def test_every_problem_of_a_table_is_told_with_its_place() -> None:
    text = (
        "study,yi,vi\n"
        "a,0.1,x\n"
        "b,,1\n"
        '"c, 2","0,5",1\n'
        "d,−0.5,1\n"
        "e,nan,1\n"
        "f,1,0\n"
        "g,1\n"
        '"h\n2",1_0,1\n'
        "i,1,2\n"
    )
    assert refused(text) == snapshot("""\
standard input:2:7: error[no-number] `x` in `vi` is no number
    a,0.1,x
          ^
    hint: give a number, or take the line out
standard input:3:3: error[no-number] `yi` is empty
    b,,1
      ^
    hint: give a number, or take the line out
standard input:4:8: error[no-number] `0,5` in `yi` is no number
    "c, 2","0,5",1
           ^
    hint: write `.` for `,`: 0.5
standard input:5:3: error[no-number] `−0.5` in `yi` is no number
    d,−0.5,1
      ^
    hint: write `-` for `−`: -0.5
standard input:6:3: error[no-number] `nan` in `yi` is no number
    e,nan,1
      ^
    hint: give a number, or take the line out
standard input:7:5: error[no-effect] `vi` is 0: a variance is above 0
    f,1,0
        ^
    hint: correct the numbers, or take the line out
standard input:8:1: error[ragged-line] 2 cells where the first line names 3 columns
    g,1
    ^
    hint: see to missing or needless delimiters; a text with one in it needs quotes
standard input:9:1: error[no-number] `1_0` in `yi` is no number
    "h
    ^
    hint: give a number, or take the line out
standard input: nothing was pooled
""")


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (b"", [], "standard input: error[no-studies] the file is empty"),
        (b"\xef\xbb\xbf\n \n", [], "error[no-studies] the file is empty"),
        (b"yi,vi\n", [], "1:1: error[no-studies] column names, but no studies"),
        (b"a\xe9,yi,vi\n", [], "1:2: error[unreadable-csv] byte 0xe9 is not UTF-8"),
        (b"yi,vi\n1,2\n3,\xff\n", [], "3:3: error[unreadable-csv] byte 0xff is not UTF-8"),
        ("yi,vi".encode("utf-16"), [], "1:1: error[unreadable-csv] this is UTF-16, not UTF-8"),
        (b'yi,vi\n1,"2\n', [], "2:1: error[unreadable-csv] no CSV: unexpected end of data"),
        (b"0.1,0.2\n", [], "1:1: error[missing-column] there are numbers where the names"),
        (b"es,var\n1,2\n", [], "there are no columns yi and vi (or yi and se); there are: es, var"),
        (b"r,n\n1,2\n", [], "say what to compute: these columns suit --measure COR, ZCOR"),
        (b"r,n\n1,2\n", ["--measure", "RR"], "RR needs the columns a, b, c, d or a, n1, c, n2"),
        (b"yi,yi,vi\n1,2,3\n", [], "1:4: error[repeated-column] the column `yi` stands twice"),
        (b"yi,se\n1,-2\n", [], "2:3: error[no-effect] `se` is -2: a standard error is above 0"),
        (b"yi,se\n1,1e200\n", [], "2:3: error[no-effect] its variance would be inf"),
        (b"r,n\n2,9\n", ["--measure", "COR"], "2:3: error[no-effect] a correlation of 2"),
        (b"yi,vi\n1e308,1\n-1e308,1\n", [], "-: the numbers are too large, or too far apart"),
    ],
)
def test_what_is_no_table_is_refused_with_place_and_reason(
    content: bytes, options: list[str], words: str
) -> None:
    said = refused(content, *options)
    assert words in said
    assert "Traceback" not in said


def test_only_the_first_problems_of_many_are_told() -> None:
    said = refused("yi,vi\n" + "1,x\n" * 50)
    assert said.count("error[no-number]") == 20
    assert "and 30 more\n" in said


def test_file_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_command, "LARGEST", 1024 * 1024)
    said = refused("yi,vi\n" + "1,1\n" * 300_000)
    assert said == "Error: standard input is larger than 1 MiB: no table of studies is\n"


def test_misuse_is_said_in_a_sentence(tmp_path: Path) -> None:
    for words in (["no.csv"], [str(tmp_path)], ["-", "--method", "x"], ["-", "--measure", "x"], []):
        result = run("pool", *words)
        assert result.exit_code == 2
        assert "Error: " in result.stderr


def test_each_problem_is_explained() -> None:
    for code in CODES:
        result = run("explain", code)
        assert result.exit_code == 0
        assert "\n\nWrong: " in result.output


CELL = st.sampled_from(["yi", "vi", "1", "-0.5", '"', "x", *",;\n\r\0é\x1e\u2028"])
TEXT = st.lists(CELL, max_size=30).map("".join).map(str.encode)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([b"", b"yi,vi\n"]), TEXT | st.binary(max_size=60))
def test_any_bytes_are_a_table_or_a_problem(head: bytes, data: bytes) -> None:
    try:
        found, problems = read("any.csv", head + data, None)
    except CsvError as error:
        problems = [error.problem]
    else:
        assert len(found.effects) == len(found.labels) == len(found.places)
    assert {problem.code for problem in problems} <= CODES.keys()
