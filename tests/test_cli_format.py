"""`kb format`: what it changes, what it leaves, and what it says."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.command import run

ROOT = Path(__file__).resolve().parent.parent
DISORDER = "claim: Rain wets.\n# what it is\nid: rain\nkind: descriptive\noutcome: wet\n"
ORDER = "# what it is\nid: rain\nclaim: Rain wets.\nkind: descriptive\noutcome: wet\n"


@pytest.fixture
def base(blank: Path) -> Path:
    """Give a new knowledge base with a claim whose fields stand in no order."""
    (blank / "data" / "claims" / "rain.yaml").write_text(DISORDER, "utf-8")
    return blank


def test_file_is_put_in_order_once(base: Path) -> None:
    path = base / "data" / "claims" / "rain.yaml"
    path.chmod(0o640)
    result = run("format", "--root", base)
    assert (result.exit_code, result.output) == (0, f"put in order: {path}\n")
    assert path.read_text("utf-8") == ORDER
    assert path.stat().st_mode & 0o777 == 0o640
    assert run("format", "--root", base).output == ""


def test_check_writes_nothing(base: Path) -> None:
    path = base / "data" / "claims" / "rain.yaml"
    result = run("format", "--root", base, "--check")
    assert (result.exit_code, result.output) == (1, f"not in order: {path}\n")
    assert path.read_text("utf-8") == DISORDER


def test_only_the_files_named_are_touched(base: Path) -> None:
    other = base / "data" / "claims" / "example-helps-beginning.yaml"
    assert run("format", "--root", base, other).output == ""
    assert run("format", "--root", base, other, other.with_name("rain.yaml")).output.startswith(
        "put in order: "
    )


def test_what_is_no_curated_file_is_misuse(base: Path) -> None:
    for path in (base / "citations.bib", Path(__file__)):
        result = run("format", "--root", base, path)
        assert result.exit_code == 2
        assert f"{path} is no curated file of {base}" in result.output


def test_byte_order_mark_stays(base: Path) -> None:
    path = base / "data" / "claims" / "rain.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DISORDER.encode())
    run("format", "--root", base)
    assert path.read_bytes() == b"\xef\xbb\xbf" + ORDER.encode()


def test_problems_of_some_files_do_not_keep_the_others_from_order(base: Path) -> None:
    claims = base / "data" / "claims"
    (claims / "broken.yaml").write_text("id: [", "ascii")
    (claims / "kept.yaml").write_text("claim: |+\n  Rain.\n\nid: kept\n", "ascii")
    (claims / "wide.yaml").write_bytes("id: x".encode("utf-16"))
    result = run("format", "--root", base)
    assert result.exit_code == 1
    assert "put in order: " in result.output
    assert "data/claims/broken.yaml:1:6: error[yaml-syntax]" in result.output
    assert "data/claims/kept.yaml: error[yaml-feature] the lines of this file" in result.output
    assert "data/claims/wide.yaml: error[wrong-encoding]" in result.output
    assert (claims / "rain.yaml").read_text("utf-8") == ORDER


def test_guidance_of_an_unknown_kind_is_ordered_by_what_all_share(base: Path) -> None:
    path = base / "data" / "guidance" / "some.yaml"
    path.write_text("text: So.\nid: some\n", "ascii")
    run("format", "--root", base, path)
    assert path.read_text("ascii") == "id: some\ntext: So.\n"
    path.write_text("- a list", "ascii")
    assert run("format", "--root", base, path).output == ""


@pytest.mark.parametrize("name", ["", "tests/topics/coffee-and-sleep"])
def test_this_projects_own_data_is_in_order(name: str) -> None:
    result = run("format", "--root", ROOT / name, "--check")
    assert result.output == ""


def test_new_knowledge_base_is_in_order(base: Path) -> None:
    (base / "data" / "claims" / "rain.yaml").unlink()
    assert run("format", "--root", base, "--check").output == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links for everybody")
def test_link_stays_a_link(base: Path) -> None:
    path = base / "data" / "claims" / "rain.yaml"
    shutil.move(path, base / "rain.yaml")
    path.symlink_to(base / "rain.yaml")
    run("format", "--root", base)
    assert path.is_symlink()
    assert (base / "rain.yaml").read_text("utf-8") == ORDER
