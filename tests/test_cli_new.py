"""`kb new`: drafts in the right place, which have no problems and overwrite nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from kb.cli import cli
from kb.corpus import load
from kb.schema.vocabulary import ClaimStatus, Missing
from tests.command import run

TEXT = "Naps at work\n\nOne study found that naps help. Some say so.\n\nHow long\n\nTen minutes.\n"
STUDY = ("new", "study", "--design", "other", "--reading-level", "abstract")
CLAIM = ("new", "claim", "--claim", "Examples please readers.")


@pytest.fixture
def new(blank: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new knowledge base, to work in, with an article beside it."""
    (blank.parent / "naps.txt").write_text(TEXT, "ascii")
    monkeypatch.chdir(blank)
    return blank


def test_kinds_of_draft_are_listed() -> None:
    result = run("new", "--help")
    assert [line.split()[0] for line in result.output.splitlines() if "Begin a" in line] == [
        "Begin",
        "document",
        "claim",
        "study",
    ]
    assert run("new", "clam").exit_code == 2
    found = ShellComplete(cli, {}, "kb", "_KB_COMPLETE").get_completions(["new"], "")
    assert [one.value for one in found][:3] == ["document", "claim", "study"]


# -- document --------------------------------------------------------------------------------


def test_document_is_begun_from_a_file(new: Path) -> None:
    bibliography = (new / "citations.bib").read_bytes()
    result = run("new", "document", "../naps.txt", "--published", "2025-03")
    assert result.exit_code == 0, result.output
    assert (new / "documents" / "naps-work.txt").read_text("ascii") == TEXT
    assert (new / "citations.bib").read_bytes().startswith(bibliography)
    corpus, problems = load(new, new / "documents")
    assert not problems
    document = corpus.documents["naps-work"].value
    assert (document.title, document.published) == ("Naps at work", "2025-03")
    assert [heading.text for heading in document.headings] == ["Naps at work", "How long"]
    assert corpus.sources[document.source].year == 2025
    assert "# [46, 58] Some say so\n" in corpus.documents["naps-work"].text.text
    assert run("check").output == ""
    assert run("format", "--check").output == ""


def test_date_that_was_not_read_says_so(new: Path) -> None:
    run("new", "document", "../naps.txt", "--title", "Sleep", "--about", "A note.")
    document = load(new)[0].documents["sleep"].value
    assert (document.title, document.about) == ("Sleep", "A note.")
    assert document.published_missing is Missing.not_read


def test_second_document_of_one_title_needs_to_tell_its_source(new: Path) -> None:
    run("new", "document", "../naps.txt")
    (new / "documents" / "other.txt").write_text(TEXT + "More.\n", "ascii")
    result = run("new", "document", "documents/other.txt")
    assert result.exit_code == 1
    assert "`napsworkb` has the same title as `napswork`" in result.output
    result = run("new", "document", "documents/other.txt", "--source", "napswork")
    assert result.exit_code == 0, result.output
    documents = load(new)[0].documents
    assert documents["naps-work-2"].value.file_name == "other.txt"
    assert run("check").output == ""


def test_text_that_has_a_document_gets_no_second_one(new: Path) -> None:
    result = run("new", "document", "documents/example.txt", "--id", "other")
    assert result.exit_code == 1
    assert "this is the text of `example`: go on with `kb mark example`" in result.output
    assert not (new / "data" / "documents" / "other.yaml").exists()


def test_headings_of_markdown_are_no_sentences_left(new: Path) -> None:
    (new / "a.md").write_text("# Rain and its use\n\nIt helps us.\n", "ascii")
    assert run("new", "document", "a.md", "--id", "a").exit_code == 0
    assert "# [20, 32] It helps us\n" in load(new)[0].documents["a"].text.text
    left = json.loads(run("todo", "--kind", "unmarked", "--json").stdout)["unmarked"]
    assert [one["about"] for one in left if one["id"] == "a"] == ["1 sentence"]


def test_markdown_and_pages_are_read_too(new: Path) -> None:
    (new / "a.md").write_text("# Marked\n\nIt helps.\n", "ascii")
    (new / "b.html").write_text("<h1>Tagged</h1><p>It helps.", "ascii")
    (new / "c.txt").write_text("", "ascii")
    for name, file_name in [("a.md", "marked.md"), ("b.html", "tagged.txt")]:
        assert run("new", "document", name).exit_code == 0
        assert (new / "documents" / file_name).exists()
    run("new", "document", "c.txt")
    assert load(new)[0].documents["untitled"].value.characters == 0


def test_source_that_is_there_is_taken(new: Path) -> None:
    before = (new / "citations.bib").read_bytes()
    result = run("new", "document", "../naps.txt", "--source", "xample")
    assert result.exit_code == 2
    assert "there is no source `xample` in citations.bib: did you mean `example`?" in result.output
    result = run("new", "document", "../naps.txt", "--source", "xyzzy")
    assert "leave --source out to begin one" in result.output
    assert run("new", "document", "../naps.txt", "--source", "example").exit_code == 0
    assert (new / "citations.bib").read_bytes() == before


@pytest.mark.parametrize("name", ["../x", "CON", "con", "é", "a b"])
def test_hostile_ids_are_refused(new: Path, name: str) -> None:
    before = sorted(new.rglob("*"))
    result = run("new", "document", "../naps.txt", "--id", name)
    assert result.exit_code == 2
    assert f"`{name}` cannot be an id: " in result.output
    assert sorted(new.rglob("*")) == before


def test_id_that_is_taken_is_refused(new: Path) -> None:
    before = (new / "data" / "documents" / "example.yaml").read_bytes()
    result = run("new", "document", "../naps.txt", "--id", "example")
    assert result.exit_code == 2
    assert "there is a document `example` already" in result.output
    assert (new / "data" / "documents" / "example.yaml").read_bytes() == before


def test_text_of_another_document_is_not_overwritten(new: Path) -> None:
    (new / "documents" / "naps-work.txt").write_text("mine", "ascii")
    result = run("new", "document", "../naps.txt")
    assert result.exit_code == 1
    assert "documents/naps-work.txt is there already, and stays as it is" in result.output
    assert (new / "documents" / "naps-work.txt").read_text("ascii") == "mine"
    assert not (new / "data" / "documents" / "naps-work.yaml").exists()


def test_draft_with_problems_is_not_written(new: Path) -> None:
    before = sorted(new.rglob("*"))
    result = run("new", "document", "../naps.txt", "--published", "lately")
    assert result.exit_code == 1
    assert "error[wrong-form] `published` is `lately`" in result.output
    assert "nothing was written" in result.output
    assert sorted(new.rglob("*")) == before


def test_origin_that_cannot_be_read_is_told(new: Path) -> None:
    result = run("new", "document", "gone.txt")
    assert result.exit_code == 1
    assert "there is no such file" in result.output
    (new / "a.pdf").write_bytes(b"%PDF")
    result = run("new", "document", "a.pdf")
    assert result.exit_code == 2
    assert "a.pdf is no text, Markdown or HTML file" in result.output


def test_texts_never_get_into_git(new: Path) -> None:
    git = shutil.which("git")
    assert git
    subprocess.run([git, "init", "-q", str(new)], check=True)
    assert run("new", "document", "../naps.txt", "--documents", "documents/en").exit_code == 0
    result = run("new", "document", "../naps.txt", "--documents", "texts")
    assert result.exit_code == 2
    assert "git would take in texts" in result.output
    assert "write `/texts/` into .gitignore" in result.output
    assert not (new / "texts").exists()


def test_bibliography_that_is_not_there_is_begun(new: Path) -> None:
    (new / "citations.bib").unlink()
    result = run("new", "document", "../naps.txt")
    assert result.exit_code == 0, result.output
    assert (new / "citations.bib").read_text("ascii").startswith("@online{napswork,\n")


def test_bibliography_that_cannot_be_read_stays(new: Path) -> None:
    (new / "citations.bib").write_bytes("é".encode("latin-1"))
    result = run("new", "document", "../naps.txt")
    assert result.exit_code == 1
    assert "citations.bib:1:1: error[wrong-encoding]" in result.output
    assert (new / "citations.bib").read_bytes() == "é".encode("latin-1")


# -- claim -----------------------------------------------------------------------------------


def test_claim_is_begun_of_terms_by_id_name_or_synonym(new: Path) -> None:
    terms = new / "data" / "terms" / "populations.yaml"
    terms.write_text(terms.read_text("utf-8") + "    synonyms: [bookworms]\n", "utf-8")
    told = ("--kind", "effect", "--intervention", "Example", "--outcome", "beginning")
    result = run(*CLAIM, *told, "--population", "Bookworms", "--direction", "increase")
    assert result.exit_code == 0, result.output
    claim = load(new)[0].claims["readers-beginning"].value
    assert (claim.population, claim.intervention) == ("readers", "example")
    assert claim.status is ClaimStatus.draft
    assert run("check").output == ""


def test_claim_without_terms_is_named_by_its_words(new: Path) -> None:
    result = run(*CLAIM, "--kind", "descriptive", "--intervention", "example")
    assert result.exit_code == 0
    assert "examples-please-readers" in load(new)[0].claims


def test_what_a_kind_of_claim_needs_is_named(new: Path) -> None:
    words = ["new", "claim"]
    for option, value in [
        ("claim", "Examples please readers."),
        ("kind", "effect"),
        ("population", "readers"),
        ("intervention", "example"),
        ("outcome", "beginning"),
        ("direction", "increase"),
    ]:
        result = run(*words)
        assert result.exit_code == 2
        assert f"give --{option}" in result.output
        words += [f"--{option}", value]
    assert run(*words).exit_code == 0
    assert sorted(load(new)[0].claims) == ["example-helps-beginning", "readers-beginning"]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("reders", "did you mean `readers`?"),
        ("xyzzy", "write it first, in data/terms/, as population"),
        ("beginning", "write it first"),
    ],
)
@pytest.mark.usefixtures("new")
def test_term_that_is_not_there_is_told(said: str, hint: str) -> None:
    result = run(*CLAIM, "--kind", "descriptive", "--population", said)
    assert result.exit_code == 2
    assert f"there is no population `{said}`: {hint}" in result.output


def test_claim_that_is_there_is_not_written_again(new: Path) -> None:
    there = load(new)[0].claims["example-helps-beginning"].value.claim
    words = ("--kind", "descriptive", "--intervention", "example")
    result = run("new", "claim", "--claim", there, *words)
    assert result.exit_code == 1
    assert "error[duplicate-claim]" in result.output


# -- study -----------------------------------------------------------------------------------


def test_study_is_begun_from_an_entry_that_is_there(new: Path) -> None:
    before = (new / "citations.bib").read_bytes()
    result = run(*STUDY, "--bib", "example")
    assert result.exit_code == 0, result.output
    assert (new / "citations.bib").read_bytes() == before
    study = load(new)[0].studies["example"].value
    assert study.title == "An example"
    assert {one.reason for one in study.missing} == {Missing.not_read}
    assert run("check").output == ""


def test_study_is_begun_from_bibtex(new: Path) -> None:
    entry = (
        "@article{x, author = {Quay, Ada}, year = 1998, title = {A nap: " + "on and " * 20 + "}}"
    )
    (new / "one.bib").write_text(entry, "ascii")
    assert run(*STUDY, "--bibtex", "one.bib").exit_code == 0
    other = entry.replace("A nap", "A stroll")
    assert run(*STUDY, "--bibtex", "-", "--id", "again", stdin=other).exit_code == 0
    corpus = load(new)[0]
    assert sorted(corpus.studies) == ["again", "quay1998"]
    assert sorted(corpus.sources) == ["example", "quay1998", "quay1998b"]
    assert len(corpus.studies["quay1998"].value.title) == 120


def test_entry_of_a_doi_that_is_there_is_taken(new: Path) -> None:
    with (new / "citations.bib").open("a") as file:
        file.write("\n@article{nap, title = {A nap}, doi = {10.1000/Nap}}\n")
    before = (new / "citations.bib").read_bytes()
    assert run(*STUDY, "--doi", "10.1000/nap").exit_code == 0
    entry = "@article{x, title = {A nap}, doi = {10.1000/nap}}"
    again = run(*STUDY, "--bibtex", "-", stdin=entry)
    assert again.exit_code == 1
    assert "`nap` reports the study `nap`: go on with data/studies/nap.yaml" in again.output
    assert run(*STUDY, "--bibtex", "-", "--id", "nap-2", stdin=entry).exit_code == 0
    assert sorted(load(new)[0].studies) == ["nap", "nap-2"]
    assert (new / "citations.bib").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "say which study by one of --bib KEY, --doi DOI, --bibtex FILE"),
        (("--bib", "a", "--doi", "b"), 2, "say which study by one of"),
        (("--bib", "xample"), 2, "did you mean `example`?"),
        (("--bib", "xyzzy"), 2, "give its entry with --bibtex FILE"),
        (("--doi", "11.1/x"), 2, "`11.1/x` is no DOI"),
        (("--bibtex", "gone.bib"), 1, "there is no such file"),
        (("--bibtex", "-"), 1, "this is no BibTeX: there is no entry in it"),
    ],
)
def test_entry_that_cannot_be_had_is_told(
    new: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    result = run(*STUDY, *words)
    assert result.exit_code == code
    assert told in result.output
    assert not (new / "data" / "studies").exists()


@pytest.mark.usefixtures("new")
def test_what_only_a_reader_of_the_study_knows_is_asked() -> None:
    result = run("new", "study", "--bib", "example")
    assert result.exit_code == 2
    assert "give --design, one of rct_parallel, " in result.output
