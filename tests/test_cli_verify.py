"""`kb verify`: places in documents, on copies that are whole, changed or wrong."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from inline_snapshot import snapshot

from kb.corpus import load
from tests.command import run

POST = "cold-hands-post.txt"
CURATED = Path("data") / "documents" / "cold-hands-post.yaml"

Edit = Callable[[str], str]


def verify(root: Path, *words: str) -> Result:
    """Verify a knowledge base against its own folder of documents."""
    return run("verify", "--root", root, "--documents", root / "documents", *words)


def edit(path: Path, change: Edit) -> None:
    """Change a file's text and nothing about its line ends."""
    path.write_bytes(change(path.read_bytes().decode()).encode())


@pytest.fixture
def marked(corpus: Path) -> Path:
    """Give a knowledge base whose statements have digests."""
    assert verify(corpus, "--write").exit_code == 0
    return corpus


# -- verify ----------------------------------------------------------------------------------


def test_whole_copies_are_found(corpus: Path) -> None:
    result = verify(corpus)
    assert result.exit_code == 0
    assert result.output == snapshot("""\
cold-hands-post: 13 found, 0 drifted, 0 ambiguous, 0 orphaned
wrist-bath-guide: 7 found, 0 drifted, 0 ambiguous, 0 orphaned
""")


def states(root: Path, name: str = "cold-hands-post") -> dict[str, dict[str, object]]:
    """Give what is said of each statement of a document, by its own id."""
    documents = json.loads(verify(root, "--format", "json").stdout)
    (document,) = (item for item in documents if item["document"] == name)
    return {item["statement"].partition(".")[2]: item for item in document["statements"]}


def test_inserted_text_moves_what_follows(marked: Path) -> None:
    edit(marked / "documents" / POST, lambda text: text.replace("May 2", "On May 2"))
    result = verify(marked)
    assert result.exit_code == 1
    assert "cold-hands-post: 0 found, 13 drifted, 0 ambiguous, 0 orphaned; the file is not" in (
        result.output
    )
    found = states(marked)
    assert found["eases-pain"]["now"] == [90, 173]
    assert all(item["now"] for item in found.values())


def test_deleted_statement_is_orphaned(marked: Path) -> None:
    edit(marked / "documents" / POST, lambda text: text.replace(" Buy our CoolBowl today!", ""))
    lines = verify(marked).output.splitlines()
    assert lines[0] == (
        "data/documents/cold-hands-post.yaml:196:11: orphaned `cold-hands-post.advertisement` "
        "from [656, 679]: neither its text nor its anchor is there"
    )


def test_edited_statement_is_drifted_and_said_to_be_edited(marked: Path) -> None:
    edit(marked / "documents" / POST, lambda text: text.replace("eases wrist", "may ease wrist"))
    result = verify(marked)
    assert "drifted `cold-hands-post.eases-pain` from [87, 170]: its text was edited; now at" in (
        result.output
    )
    assert states(marked)["eases-pain"]["changed"] is True


def test_repeated_text_is_ambiguous_and_never_chosen(marked: Path) -> None:
    passage = "Keep a thermometer in the water"
    edit(marked / "documents" / POST, lambda text: f"{passage}\n{passage}\n" + text[560:])
    item = states(marked)["use-thermometer"]
    assert item["state"] == "ambiguous"
    assert item["now"] is None
    assert item["candidates"] == [[0, 31], [32, 63]]
    assert "perhaps at [0, 31] or [32, 63]" in verify(marked).output


def test_other_line_ends_are_followed(marked: Path) -> None:
    edit(marked / "documents" / POST, lambda text: text.replace("\n", "\r\n"))
    assert all(item["now"] for item in states(marked).values())


def test_without_digests_the_anchor_says_where(corpus: Path) -> None:
    edit(corpus / "documents" / POST, lambda text: f"{'New. ' * 20}{text}")
    found = states(corpus)
    assert found["eases-pain"]["state"] == "drifted"
    assert found["eases-pain"]["candidates"] == [[189, 220]]
    assert found["date"]["state"] == "orphaned"


def test_wrong_document_under_the_right_name_is_said(marked: Path) -> None:
    (marked / "documents" / POST).write_text("Something else altogether.\n", "utf-8")
    result = verify(marked)
    assert result.exit_code == 1
    assert (
        "cold-hands-post: 0 found, 0 drifted, 0 ambiguous, 13 orphaned; "
        "the file is not the text that the spans were made for\n"
    ) in result.output


def test_copy_that_is_not_there_is_a_problem(corpus: Path) -> None:
    (corpus / "documents" / POST).unlink()
    result = verify(corpus)
    assert result.exit_code == 1
    folder = corpus / "documents"
    assert result.output == (
        "wrist-bath-guide: 7 found, 0 drifted, 0 ambiguous, 0 orphaned\n"
        "data/documents/cold-hands-post.yaml:5:12: error[document-not-at-hand] no copy of "
        "`cold-hands-post`: there is no such file (cold-hands-post.txt)\n"
        "    file_name: cold-hands-post.txt\n"
        "               ^\n"
        f"    hint: put cold-hands-post.txt into {folder}\n"
    )


def test_json_stays_json_when_there_are_problems(corpus: Path) -> None:
    (corpus / "documents" / POST).unlink()
    (corpus / "citations.bib").unlink()
    result = verify(corpus, "--format", "json")
    assert result.exit_code == 1
    assert [item["document"] for item in json.loads(result.stdout)] == ["wrist-bath-guide"]
    assert result.stderr.count("error[") == 2


def test_span_past_the_end_of_the_very_text_is_not_found(corpus: Path) -> None:
    edit(corpus / CURATED, lambda text: text.replace("[656, 679]", "[656, 6790]"))
    assert states(corpus)["advertisement"]["state"] == "orphaned"


# -- verify --write --------------------------------------------------------------------------


def test_write_adds_a_line_below_each_span_and_changes_nothing_else(corpus: Path) -> None:
    path = corpus / CURATED
    edit(
        path,
        lambda text: text.replace("    kind: noise\n    note:", "    kind: 'noise' # !\n    note:"),
    )
    before = path.read_text("utf-8")
    result = verify(corpus, "--write")
    assert result.exit_code == 0
    assert result.stderr == (
        "wrote 13 digests to data/documents/cold-hands-post.yaml\n"
        "wrote 7 digests to data/documents/wrist-bath-guide.yaml\n"
    )
    lines = path.read_text("utf-8").splitlines(keepends=True)
    added = [line for line in lines if line.startswith("    digest: ")]
    assert len(added) == 13
    assert "".join(line for line in lines if line not in added) == before
    assert all(lines[lines.index(line) - 1].startswith("    span: [") for line in added)
    assert run("check", "--root", corpus, "--documents", corpus / "documents").exit_code == 0


def test_write_again_changes_nothing(marked: Path) -> None:
    before = (marked / CURATED).stat()
    assert verify(marked, "--write").stderr == ""
    assert (marked / CURATED).stat() == before


def test_write_keeps_line_ends_mark_and_permissions(corpus: Path) -> None:
    path = corpus / CURATED
    edit(path, lambda text: "\ufeff" + text.replace("\n", "\r\n"))
    path.chmod(0o640)
    assert verify(corpus, "--write").exit_code == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid: ")
    assert content.count(b"\n") == content.count(b"\r\n") == len(content.splitlines())
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_write_follows_a_link_to_the_file(corpus: Path) -> None:
    path = corpus / CURATED
    real = path.rename(corpus / "real.yaml")
    path.symlink_to(real)
    assert verify(corpus, "--write").exit_code == 0
    assert path.is_symlink()
    assert "digest: " in real.read_text("utf-8")


def test_write_corrects_a_digest_that_fits_only_in_part(marked: Path) -> None:
    path = marked / CURATED
    good = path.read_text("utf-8")
    old = load(marked)[0].documents["cold-hands-post"].value.statements[2].digest
    assert old
    passage, before, _ = old.split(".")
    edit(path, lambda text: text.replace(old, f"{passage}.{before}.0123456789"))
    assert verify(marked, "--write").stderr.startswith("wrote 1 digest to ")
    assert path.read_text("utf-8") == good


@pytest.mark.parametrize(
    "layout",
    [
        "  - id: date\n    kind: noise\n    span:\n      - 26\n      - 37\n",
        "  - span: [26, 37] # here\n    id: date\n    kind: noise\n",
        "  - id: date\n    kind: noise\n    span: [26,\n      37]\n",
        "  - id: date\n    kind: noise\n    span: [26, 37]",
    ],
)
def test_write_finds_room_below_any_span(corpus: Path, layout: str) -> None:
    with_one_statement(corpus / CURATED, layout)
    verify(corpus, "--write")
    text = (corpus / CURATED).read_text("utf-8")
    assert text.count("digest: ") == 1
    assert text.splitlines()[-1].strip() or layout.endswith("\n")
    assert text.endswith("\n") == layout.endswith("\n")


@pytest.mark.parametrize(
    "layout",
    [
        "  - {id: date, kind: noise, span: [26, 37]}\n",
        "  - id: date\n    kind: noise\n    span: [26, 37\n      ]\n",
    ],
)
def test_write_without_room_leaves_the_file_and_says_what_to_do(corpus: Path, layout: str) -> None:
    with_one_statement(corpus / CURATED, layout)
    before = (corpus / CURATED).read_bytes()
    result = verify(corpus, "--write")
    assert result.exit_code == 1
    assert result.output == (
        f"Error: {CURATED} is as it was: give each `span:` a line of its own, then again\n"
    )
    assert (corpus / CURATED).read_bytes() == before


def with_one_statement(path: Path, layout: str) -> None:
    """Leave one statement in a document's file, laid out so."""
    head = path.read_text("utf-8").partition("headings:")[0]
    path.write_text(f"{head}statements:\n{layout}", "utf-8")


def test_write_leaves_statements_of_another_text(corpus: Path) -> None:
    edit(corpus / "documents" / POST, lambda text: text + "More.\n")
    before = (corpus / CURATED).read_bytes()
    assert verify(corpus, "--write").exit_code == 1
    assert (corpus / CURATED).read_bytes() == before
