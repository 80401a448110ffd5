"""`kb mark`: the place of a passage, ready to paste or written as a statement."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from kb.corpus import load
from tests.command import run

POST = "cold-hands-post.txt"
CURATED = Path("data") / "documents" / "cold-hands-post.yaml"
SAID = ("--gist", "Cold makes hands feel well.", "--hedging", "asserted")
CREDIT = ("--attribution", "none")


@pytest.fixture
def new(blank: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new knowledge base with the draft of a document, to work in."""
    monkeypatch.chdir(blank)
    (blank / "rain.txt").write_text(
        "Rain\n\nRain makes the streets wet. Some say so. One in two gets wet.\n\nDry on.\n",
        "ascii",
    )
    assert run("new", "document", "rain.txt").exit_code == 0
    return blank


def draft(root: Path) -> str:
    """Give the text of the draft."""
    return (root / "data" / "documents" / "rain.yaml").read_text("utf-8")


def test_passage_is_told_ready_to_paste(corpus: Path) -> None:
    run("verify", "--root", corpus, "--documents", corpus / "documents", "--write")
    result = run("mark", "--root", corpus, "cold-hands-post", "A cold hand bath", "office workers.")
    assert result.exit_code == 0
    text = (corpus / "documents" / POST).read_text("utf-8")
    parts = (text[87:170], text[47:87], text[170:210])
    digest = ".".join(sha256(part.encode()).hexdigest()[:10] for part in parts)
    assert result.output == (
        "# under “Cold Hands, Happy Typist”\n"
        f"span: [87, 170]\ndigest: {digest}\nanchor: A cold hand bath\n"
    )
    assert f"    digest: {digest}\n" in (corpus / CURATED).read_text("utf-8")


def test_passage_of_a_file_has_no_heading(corpus: Path) -> None:
    result = run("mark", corpus / "documents" / POST, "older  study")
    assert result.output.startswith("span: [250, 261]\n")


def test_words_are_widened_to_their_sentence(corpus: Path) -> None:
    result = run("mark", corpus / "documents" / POST, "small vessels", "--sentence")
    assert result.output.startswith("span: [186, 245]\n")
    assert "anchor: The chill narrows the\n" in result.output


def test_without_words_a_file_tells_what_a_document_says_of_its_text(corpus: Path) -> None:
    result = run("mark", corpus / "documents" / POST)
    curated = (corpus / CURATED).read_text("utf-8")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == 3
    assert all(line in curated for line in result.output.splitlines())


def test_without_words_a_document_shows_its_sentences_without_statement(new: Path) -> None:
    result = run("mark", "rain")
    assert result.output.splitlines()[3:] == [
        "# sentences without a statement: 4",
        "# [6, 33] Rain makes the streets wet.",
        "# [34, 46] Some say so.",
        "# [47, 67] One in two gets wet.",
        "# [69, 76] Dry on.",
    ]
    assert new.joinpath("documents", "rain.txt").exists()


@pytest.mark.usefixtures("new")
def test_programs_get_json() -> None:
    about = json.loads(run("mark", "rain", "--json").output)
    assert about["characters"] == 77
    assert about["unmarked"][1] == {"span": [34, 46], "text": "Some say so."}
    found = json.loads(run("mark", "rain", "wet", "--json").stdout)
    assert [one["span"] for one in found] == [[29, 32], [63, 66]]
    assert found[0]["heading"] == "Rain"


def test_every_passage_that_fits_is_shown(corpus: Path) -> None:
    result = run("mark", corpus / "documents" / POST, "swelling")
    assert result.exit_code == 1
    assert result.stdout.count("span: ") == 2
    assert result.stderr == "2 passages begin and end so: give more words\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["xyzzy"], "has no passage “xyzzy”: copy the words from it, case and all"),
        (["a Cold hand BATH"], "“a Cold hand BATH”: did you mean “A cold hand bath”?"),
        (["xyzzy", "plugh"], "has no passage from “xyzzy” to “plugh”: copy the words"),
    ],
)
def test_words_that_stand_nowhere(corpus: Path, words: list[str], told: str) -> None:
    result = run("mark", corpus / "documents" / POST, *words)
    assert result.exit_code == 1
    assert told in result.output


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = run("mark", tmp_path, "words")
    assert result.exit_code == 1
    assert "error[unreadable-file] this is a folder" in result.output


def test_document_that_is_not_there_names_those_that_are(new: Path) -> None:
    result = run("mark", "snow", "words")
    assert result.exit_code == 2
    assert "no document `snow`, nor such a file; there are: example, rain" in result.output
    shutil.rmtree(new / "data" / "documents")
    assert "there are: none" in run("mark", "snow").output


def test_copy_that_is_not_at_hand(new: Path) -> None:
    (new / "documents" / "rain.txt").unlink()
    result = run("mark", "rain", "words")
    assert result.exit_code == 1
    assert "documents/rain.txt: error[unreadable-file] there is no such file" in result.output


def test_statements_are_added_in_reading_order_whatever_the_order_of_adding(new: Path) -> None:
    run("mark", "rain", "Dry on.", "--add", "--kind", "instruction", *SAID, *CREDIT, "--id", "dry")
    run("mark", "rain", "Rain makes", "wet.", "--add", "--kind", "effect", *SAID, *CREDIT)
    credited = ("--attribution", "vague", "--attribution-words", "Some say")
    run("mark", "rain", "Some", "so.", "--add", "--kind", "effect", *SAID, *credited)
    run("mark", "rain", "One in", "wet.", "--add", "--kind", "noise")
    assert draft(new)[draft(new).index("statements:") :] == snapshot("""\
statements:
  - id: cold-makes-hands-feel
    span: [6, 33]
    digest: 43196c3f72.87cce86aed.066bfac994
    kind: effect
    gist: Cold makes hands feel well.
    anchor: Rain makes the streets
    attribution: none
    hedging: asserted
  - id: cold-makes-hands-feel-2
    span: [34, 46]
    digest: 4147c847af.8687608423.6971deb867
    kind: effect
    gist: Cold makes hands feel well.
    anchor: Some say so
    attribution: vague
    attribution_words: Some say
    hedging: asserted
  - id: one-two-gets
    span: [47, 67]
    digest: 445f59fb37.8803201210.6dfad19d10
    kind: noise
  - id: dry
    span: [69, 76]
    digest: 3649e782de.d18dc0b3f8.01ba4719c8
    kind: instruction
    gist: Cold makes hands feel well.
    anchor: Dry on
    attribution: none
    hedging: asserted
# other_numbers: Numbers in the text that are not quantities.
""")
    documents = new / "documents"
    assert run("check", "--root", new, "--documents", documents).output.count("error[") == 0
    assert run("verify", "--root", new, "--documents", documents).exit_code == 0


def test_comments_and_line_ends_of_the_file_stay(new: Path) -> None:
    path = new / "data" / "documents" / "rain.yaml"
    lines = draft(new).splitlines()
    lines = [line for line in lines if not line.startswith("# ")]
    statement = ["statements:", "  # of the last", "  - id: dry", "    span: [69, 76]"]
    path.write_bytes("\r\n".join([*lines, *statement, "    kind: noise"]).encode())
    assert run("mark", "rain", "One in", "wet.", "--add", "--kind", "noise").exit_code == 0
    written = path.read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n")
    assert b"\r\n  # of the last\r\n  - id: dry\r\n" in written
    assert written.index(b"one-two-gets") < written.index(b"# of the last")


def test_statement_is_linked_to_claims_that_are_there(new: Path) -> None:
    words = ("mark", "rain", "Dry on.", "--add", "--kind", "effect", *SAID, *CREDIT)
    before = draft(new)
    result = run(*words, "--claim", "exampl-helps-beginning")
    assert result.exit_code == 1
    assert "error[unknown-claim]" in result.output
    assert "did you mean `example-helps-beginning`?" in result.output
    assert "nothing was written" in result.output
    assert draft(new) == before
    assert run(*words, "--claim", "example-helps-beginning").exit_code == 0
    (statement,) = load(new)[0].documents["rain"].value.statements
    assert [link.claim for link in statement.claims] == ["example-helps-beginning"]


@pytest.mark.usefixtures("new")
def test_what_is_not_told_where_nobody_can_be_asked_is_named() -> None:
    words = ["mark", "rain", "Dry on.", "--add"]
    for option, value in [
        ("kind", "effect"),
        ("gist", "Own words."),
        ("attribution", "vague"),
        ("attribution-words", "Some say"),
        ("hedging", "asserted"),
    ]:
        result = run(*words)
        assert result.exit_code == 2
        assert f"give --{option}" in result.output
        words += [f"--{option}", value]
    assert run(*words).exit_code == 0


def test_problem_that_was_there_does_not_keep_a_statement_out(new: Path) -> None:
    path = new / "data" / "documents" / "rain.yaml"
    path.write_text(draft(new).replace("source: ", "source: un"), "utf-8")
    result = run("mark", "rain", "Dry on.", "--add", "--kind", "noise")
    assert result.exit_code == 0, result.output


def test_gist_in_the_words_of_the_document_is_not_written(new: Path) -> None:
    before = draft(new)
    words = ("mark", "rain", "Rain makes", "so.", "--add", "--kind", "effect", *CREDIT)
    copied = ("--gist", "Rain makes the streets wet. Some say so. One in two.")
    result = run(*words, *copied, "--hedging", "asserted")
    assert result.exit_code == 1
    assert "error[copied-words]" in result.output
    assert "nothing was written" in result.output
    assert draft(new) == before


def test_file_without_room_for_a_statement_stays(new: Path) -> None:
    path = new / "data" / "documents" / "rain.yaml"
    path.write_text(draft(new).replace("# statements: ", "statements: [] #"), "utf-8")
    before = draft(new)
    result = run("mark", "rain", "Dry on.", "--add", "--kind", "noise")
    assert result.exit_code == 1
    assert "data/documents/rain.yaml is as it was" in result.output
    assert draft(new) == before


def test_id_is_meant_where_a_file_has_the_same_name(new: Path) -> None:
    (new / "rain").write_text("Snow.\n", "ascii")
    (new / "snow").write_text("Snow.\n", "ascii")
    assert "characters: 77" in run("mark", "rain").output
    assert "characters: 6" in run("mark", "snow").output


@pytest.mark.usefixtures("new")
def test_statement_needs_a_document_of_the_knowledge_base() -> None:
    result = run("mark", "documents/rain.txt", "Dry on.", "--add")
    assert result.exit_code == 2
    assert "give its id, not a file" in result.output
