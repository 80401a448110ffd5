"""Loading a knowledge base: every problem of every file in one go, and never a traceback."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.corpus import Corpus, Record, load
from kb.corpus.listing import listing
from kb.corpus.places import Copy, check, copies
from kb.problems import FORMS, render
from kb.reading.tree import read_tree
from kb.rules import run
from kb.schema.guidance import GUIDANCE_FILES
from kb.schema.vocabulary import TermKind
from kb.spans import Location, State, digest

TINY = Path(__file__).resolve().parent / "corpus"
CLAIM = "id: tea\nclaim: Tea makes sleep longer.\nkind: effect\n"


def told(root: Path, documents: Path | None = None) -> str:
    """Give the problems of loading, as they are printed."""
    return render(load(root, documents)[1])


def codes(root: Path) -> list[tuple[str, str]]:
    """Give file and code of each problem of loading."""
    return sorted((problem.place.file, problem.code) for problem in load(root)[1])


# -- what is loaded --------------------------------------------------------------------------


def test_a_knowledge_base_in_order_has_no_problems() -> None:
    assert told(TINY, TINY / "documents") == ""


def test_every_file_is_loaded_under_its_name() -> None:
    corpus, _ = load(TINY)
    folders: dict[str, Mapping[str, Record[Any]]] = {
        "documents": corpus.documents,
        "claims": corpus.claims,
        "studies": corpus.studies,
        "guidance": corpus.guidance,
        "terms": corpus.term_files,
    }
    for folder, found in folders.items():
        files = [path.stem for path in sorted((TINY / "data" / folder).iterdir())]
        assert list(found) == files
        assert all(found[name].id == name == found[name].value.id for name in files)
    assert corpus.kb is not None
    assert corpus.root == TINY
    assert corpus.texts == {}


def test_terms_of_all_files_are_gathered_with_their_kinds() -> None:
    corpus, _ = load(TINY)
    assert corpus.terms.keys() == corpus.term_kinds.keys() == corpus.names["term"]
    assert set(corpus.term_kinds.values()) <= set(TermKind)
    assert len(corpus.terms) == sum(len(file.value.terms) for file in corpus.term_files.values())


def test_a_record_can_say_where_its_fields_stand() -> None:
    corpus, _ = load(TINY)
    term = next(iter(corpus.terms.values()))
    where = term.place("id")
    assert where.excerpt[where.column - 1 :] == term.id
    assert term.place("id", key=True).column == where.column - len("id: ")


def test_statements_come_with_their_documents_in_reading_order() -> None:
    corpus, _ = load(TINY)
    found = list(corpus.statements())
    assert len(found) == sum(len(d.value.statements) for d in corpus.documents.values())
    for document, index, statement in found:
        assert document.value.statements[index] is statement


def test_reference_of_a_source_is_for_reading() -> None:
    corpus, _ = load(TINY)
    assert all(corpus.reference(key) for key in corpus.sources)


def test_progress_counts_the_files_of_each_kind() -> None:
    seen: list[tuple[str, int, int]] = []
    load(TINY, progress=lambda *step: seen.append(step))
    claims = len(list((TINY / "data" / "claims").iterdir()))
    assert [step for step in seen if step[0] == "claim"] == [
        ("claim", done, claims) for done in range(1, claims + 1)
    ]


@pytest.mark.parametrize("was_on", [True, False])
def test_garbage_collection_is_as_before(*, was_on: bool) -> None:
    try:
        (gc.enable if was_on else gc.disable)()
        load(TINY)
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_loading_twice_gives_the_same(corpus: Path) -> None:
    (corpus / "data" / "claims" / "broken.yaml").write_text("id: [")
    assert told(corpus) == told(corpus)


# -- what is missing, empty, broken ----------------------------------------------------------


def test_nothing_at_all(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == snapshot("""\
citations.bib: error[unreadable-file] there is no such file
    hint: make it, or correct the name
data/kb.yaml: error[unreadable-file] there is no such file
    hint: make it, or correct the name\
""")


def test_root_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    assert codes(tmp_path / "plain") == [
        ("citations.bib", "unreadable-file"),
        ("data", "unreadable-file"),
        ("data/kb.yaml", "unreadable-file"),
    ]


def test_new_knowledge_base_needs_only_its_own_description(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kb.yaml").write_text("title: T\nabout: A\nlicence: CC0-1.0\n")
    (tmp_path / "citations.bib").touch()
    corpus, problems = load(tmp_path)
    assert problems == []
    assert [*corpus.documents, *corpus.claims, *corpus.terms, *corpus.sources] == []


def test_missing_bibliography_is_one_problem(corpus: Path) -> None:
    (corpus / "citations.bib").unlink()
    found, problems = load(corpus)
    assert render([*problems, *run(found)]) == snapshot("""\
citations.bib: error[unreadable-file] there is no such file
    hint: make it, or correct the name\
""")
    assert "source" not in found.names


def test_empty_file(corpus: Path) -> None:
    (corpus / "data" / "claims" / "tea.yaml").write_text("# nothing yet\n")
    assert told(corpus) == snapshot("""\
data/claims/tea.yaml: error[empty-file] nothing is written here
    hint: write the record, or delete the file\
""")


def test_id_that_is_not_the_file_name(corpus: Path) -> None:
    (corpus / "data" / "claims" / "c.yaml").write_text(CLAIM)
    assert told(corpus) == snapshot("""\
data/claims/c.yaml:1:5: error[id-not-file-name] the id is `tea`, but the file's name is `c`
    id: tea
        ^
    hint: write `id: c`, or rename the file to tea.yaml\
""")


def test_term_that_stands_twice_is_told_at_the_second(corpus: Path) -> None:
    text = "id: {}\nkind: {}\nterms:\n  - id: thirst\n    label: thirst\n"
    (corpus / "data" / "terms" / "a.yaml").write_text(text.format("a", "outcome"))
    (corpus / "data" / "terms" / "b.yaml").write_text(text.format("b", "measure"))
    assert told(corpus) == snapshot("""\
data/terms/b.yaml:4:9: error[repeated-id] the term `thirst` stands twice
      - id: thirst
            ^
    hint: the first is at data/terms/a.yaml:4:9\
""")
    assert load(corpus)[0].term_kinds["thirst"] is TermKind.outcome


def test_record_of_another_kind_under_a_right_name(corpus: Path) -> None:
    shutil.copy(corpus / "data" / "studies" / "inventa-trial.yaml", corpus / "data" / "claims")
    assert {file for file, _ in codes(corpus)} == {"data/claims/inventa-trial.yaml"}
    assert "missing-key" in {code for _, code in codes(corpus)}


def test_half_written_file_does_not_hide_the_others(corpus: Path) -> None:
    (corpus / "data" / "claims" / "half.yaml").write_text("id: half\nclaim: Tea makes\nkin")
    (corpus / "data" / "claims" / "tea.yaml").write_text(CLAIM.replace("effect", "efect"))
    found, problems = load(corpus)
    assert render(problems) == snapshot("""\
data/claims/half.yaml:3:1: error[yaml-syntax] this is no `key: value`
    kin
    ^
    hint: write `key: value`, and indent the lines that go on
data/claims/tea.yaml:3:7: error[unknown-word] `kind` cannot be `efect`
    kind: efect
          ^
    hint: did you mean `effect`?\
""")
    assert {"half", "tea"} <= found.names["claim"]
    assert not {"half", "tea"} & found.claims.keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "id: tea\ntext: Drink it.\n",
            snapshot("""\
data/guidance/tea.yaml:1:1: error[missing-key] `kind` is missing
    id: tea
    ^
    hint: one of: KINDS\
"""),
            id="no kind",
        ),
        pytest.param(
            "id: tea\ntext: T\nkind: hazrd\n",
            snapshot("""\
data/guidance/tea.yaml:3:7: error[unknown-word] `kind` cannot be `hazrd`
    kind: hazrd
          ^
    hint: did you mean `hazard`?\
"""),
            id="near kind",
        ),
        pytest.param(
            "id: tea\ntext: T\nkind: zzz\n",
            snapshot("""\
data/guidance/tea.yaml:3:7: error[unknown-word] `kind` cannot be `zzz`
    kind: zzz
          ^
    hint: one of: KINDS\
"""),
            id="far kind",
        ),
        pytest.param(
            "id: tea\ntext: T\nkind: [hazard]\n",
            snapshot("""\
data/guidance/tea.yaml:3:7: error[unknown-word] `kind` cannot be a list
    kind: [hazard]
          ^
    hint: one of: KINDS\
"""),
            id="list",
        ),
        pytest.param(
            "id: tea\ntext: T\nkind:\n",
            snapshot("""\
data/guidance/tea.yaml:3:6: error[unknown-word] `kind` cannot be nothing
    kind:
         ^
    hint: one of: KINDS\
"""),
            id="nothing",
        ),
        pytest.param(
            "- tea\n",
            snapshot("""\
data/guidance/tea.yaml:1:1: error[wrong-type] the record is a list, but must be a mapping
    - tea
    ^
    hint: write its fields below the key, one `key: value` line each\
"""),
            id="no mapping",
        ),
        pytest.param(
            "id: tea\ntext: T\nkind: control\n",
            snapshot("""\
data/guidance/tea.yaml:1:1: error[missing-key] `control_kind` is missing
    id: tea
    ^
    hint: add `control_kind:`\
"""),
            id="incomplete control",
        ),
    ],
)
def test_guidance_is_held_against_the_model_of_its_kind(
    corpus: Path, text: str, expected: str
) -> None:
    (corpus / "data" / "guidance" / "tea.yaml").write_text(text)
    assert told(corpus).replace(", ".join(GUIDANCE_FILES), "KINDS") == expected


# -- what lies about -------------------------------------------------------------------------


def test_what_kb_does_not_read_is_named(corpus: Path) -> None:
    data = corpus / "data"
    for name in (
        "notes.txt",
        "claims/tea.yml",
        "claims/TEA.YAML",
        "terms/x.json",
        "claims/LICENSE",
    ):
        (data / name).touch()
    (data / "claims" / "old").mkdir()
    (data / "claims" / "old" / "tea.yaml").write_text("[")
    (data / "claim").mkdir()
    (data / "claim" / "tea.yaml").write_text("[")
    assert told(corpus) == snapshot("""\
data/claim: error[stray-file] kb does not read this
    hint: did you mean `claims`?
data/claims/LICENSE: error[stray-file] kb does not read this
    hint: a record is data/<kind>/<id>.yaml
data/claims/TEA.YAML: error[stray-file] kb does not read this
    hint: rename it to TEA.yaml
data/claims/old: error[stray-file] kb does not read this
    hint: a record is data/<kind>/<id>.yaml
data/claims/tea.yml: error[stray-file] kb does not read this
    hint: rename it to tea.yaml
data/notes.txt: error[stray-file] kb does not read this
    hint: a record is data/<kind>/<id>.yaml
data/terms/x.json: error[stray-file] kb does not read this
    hint: a record is data/<kind>/<id>.yaml\
""")


def test_hidden_files_and_readmes_are_passed_over(corpus: Path) -> None:
    for name in (
        "README.md",
        ".hidden",
        "claims/.tea.yaml.swp",
        "claims/.yaml",
        "claims/README.md",
    ):
        (corpus / "data" / name).touch()
    (corpus / "data" / "claims" / ".#tea.yaml").symlink_to("nobody@nowhere.1234")
    assert told(corpus) == ""


def test_folder_under_a_records_name(corpus: Path) -> None:
    (corpus / "data" / "claims" / "tea.yaml").mkdir()
    assert told(corpus) == snapshot("""\
data/claims/tea.yaml: error[unreadable-file] this is a folder
    hint: put a file here, or move it away\
""")


def test_file_under_a_folders_name(corpus: Path) -> None:
    shutil.rmtree(corpus / "data" / "studies")
    (corpus / "data" / "studies").touch()
    assert told(corpus) == snapshot("""\
data/studies: error[unreadable-file] this is no folder
    hint: move it away; a record is data/<kind>/<id>.yaml\
""")


def test_link_to_a_folder_is_followed(corpus: Path) -> None:
    (corpus / "data" / "studies").rename(corpus / "elsewhere")
    (corpus / "data" / "studies").symlink_to("../elsewhere")
    assert "inventa-trial" in load(corpus)[0].studies


def test_folder_that_cannot_be_listed_is_told(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The superuser may list every folder: so the listing itself refuses here."""
    real = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "claims":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert render(listing(read_tree(corpus))[1]) == snapshot("""\
data/claims: error[unreadable-file] no permission to read this
    hint: allow reading it (chmod +r)\
""")


@pytest.mark.may_skip("macOS has no such names")
@pytest.mark.skipif(sys.platform == "darwin", reason="file names are UTF-8 there")
def test_name_of_undecodable_bytes_can_be_told(corpus: Path) -> None:
    (corpus / "data" / "claims" / os.fsdecode(b"\xff.yaml")).write_text("[")
    for form in FORMS:
        render(load(corpus)[1], form).encode()


# -- copies of documents ---------------------------------------------------------------------


def test_texts_of_unchanged_copies_are_loaded() -> None:
    corpus, problems = load(TINY, TINY / "documents")
    assert problems == []
    assert corpus.texts == {
        name: (TINY / "documents" / record.value.file_name).read_text("utf-8")
        for name, record in corpus.documents.items()
    }


def test_copy_that_is_missing_or_changed_is_told_and_left_out(corpus: Path) -> None:
    (corpus / "documents" / "wrist-bath-guide.txt").unlink()
    with (corpus / "documents" / "cold-hands-post.txt").open("a") as file:
        file.write("x")
    found, problems = load(corpus, corpus / "documents")
    assert [(p.place.file, p.code, p.message) for p in problems] == snapshot(
        [
            (
                "data/documents/wrist-bath-guide.yaml",
                "document-not-at-hand",
                "no copy of `wrist-bath-guide`: there is no such file (wrist-bath-guide.txt)",
            ),
            (
                "data/documents/cold-hands-post.yaml",
                "document-differs",
                "cold-hands-post.txt is not the text the spans were made for",
            ),
        ]
    )
    assert found.texts == {}


def test_statements_of_an_unchanged_copy_stand_where_their_spans_say() -> None:
    found, problems = copies(load(TINY)[0], TINY / "documents")
    assert problems == []
    assert all(copy.is_same for copy in found)
    for copy in found:
        for statement, checked in zip(copy.document.value.statements, check(copy), strict=True):
            assert checked.id == f"{copy.document.id}.{statement.id}"
            assert checked.location == Location(State.found, checked.span)
            assert checked.digest == digest(copy.text, *checked.span)
            assert checked.stored == statement.digest
            assert checked.place.excerpt.strip().startswith("span:")


def test_statements_of_a_changed_copy_are_found_by_their_digests() -> None:
    (copy, *_), _ = copies(load(TINY)[0], TINY / "documents")
    added = "An added line.\n"
    before = list(check(copy))
    for statement, checked in zip(copy.document.value.statements, before, strict=True):
        statement.digest = checked.digest
    for old, new in zip(
        before, check(Copy(copy.document, added + copy.text, is_same=False)), strict=True
    ):
        moved = (old.span[0] + len(added), old.span[1] + len(added))
        assert new.location.span == moved or new.location.state is State.ambiguous


def test_anchor_alone_is_no_place_in_a_changed_copy() -> None:
    (copy, *_), _ = copies(load(TINY)[0], TINY / "documents")
    changed = list(check(Copy(copy.document, "x" + copy.text, is_same=False)))
    assert {checked.location.state for checked in changed} == {State.drifted, State.orphaned}
    assert {checked.digest for checked in changed} == {None}


def test_statement_that_is_gone_has_no_digest() -> None:
    (copy, *_), _ = copies(load(TINY)[0], TINY / "documents")
    gone = list(check(Copy(copy.document, "Nothing of it.", is_same=False)))
    assert {(checked.location.span, checked.digest) for checked in gone} == {(None, None)}


# -- any bytes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the tiny knowledge base, one file of which is spoiled at a time."""
    return shutil.copytree(TINY, tmp_path_factory.mktemp("spoiled") / "corpus")


FILES = sorted(
    path.relative_to(TINY).as_posix()
    for path in TINY.rglob("*")
    if path.is_file() and path.suffix in {".yaml", ".bib"}
)
PIECES = st.binary(max_size=12) | st.sampled_from(
    [
        *(
            b"\n",
            b"\r\n",
            b": ",
            b"- ",
            b"[",
            b"]",
            b"{",
            b"}",
            b"&a ",
            b"*a",
            b"!x ",
            b"|\n",
            b"'",
        ),
        *(
            b'"',
            b"\t",
            b"#",
            b"@article{",
            b"\\",
            b"\xff",
            b"\x00",
            b"\xe2\x80\xa8",
            b"1e999",
            b"~",
        ),
        *(b"\n  - ", b"null", b"true", b"0", b"-1", b"2024", b"id: ", b"kind: ", b"\xef\xbb\xbf"),
    ]
)


@st.composite
def spoils(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file and its content with some bytes cut, put in, doubled; or any bytes at all."""
    name = draw(st.sampled_from(FILES))
    content = (TINY / name).read_bytes()
    if draw(st.integers(0, 5)) == 0:
        return name, draw(st.binary(max_size=200))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = min(start + draw(st.sampled_from([0, 0, 1, 2, 10, 10**6])), len(content))
        again = content[start:end] if draw(st.booleans()) else b""
        content = content[:start] + draw(PIECES) + again + content[end:]
    return name, content


def check_all(root: Path) -> Corpus:
    """Load, apply the rules, print in every form: nothing may raise."""
    corpus, problems = load(root)
    problems += run(corpus)
    for form in FORMS:
        render(problems, form).encode()
    return corpus


@pytest.mark.untraced
@settings(max_examples=120, deadline=None)  # each loads and checks a whole knowledge base
@given(spoils())
def test_any_bytes_in_any_file_give_problems_and_no_traceback(
    spoiled: Path, spoil: tuple[str, bytes]
) -> None:
    name, content = spoil
    try:
        (spoiled / name).write_bytes(content)
        check_all(spoiled)
    finally:
        shutil.copy(TINY / name, spoiled / name)


@pytest.mark.untraced
@pytest.mark.parametrize("name", FILES)
def test_any_file_cut_short_gives_problems_and_no_traceback(corpus: Path, name: str) -> None:
    content = (corpus / name).read_bytes()
    for part in range(0, len(content), max(1, len(content) // 7)):
        (corpus / name).write_bytes(content[:part])
        check_all(corpus)


def _bad_files(path: Path) -> Iterator[str]:
    """Make of a path one unreadable thing after another; give the code of its problem."""
    text = path.read_text("utf-8")
    for encoding in ("utf-16", "utf-32", "utf-16-le"):
        path.write_bytes(text.encode(encoding))
        yield "wrong-encoding"
    path.write_bytes(b"\xff" + text.encode())
    yield "wrong-encoding"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    yield "file-too-large"
    path.unlink()
    yield "unreadable-file"
    path.mkdir()
    yield "unreadable-file"
    path.rmdir()
    os.mkfifo(path)
    yield "unreadable-file"


@pytest.mark.parametrize("name", ["data/kb.yaml", "data/claims/numb-skin.yaml", "citations.bib"])
def test_file_that_is_no_text_is_one_problem(corpus: Path, name: str) -> None:
    for code in _bad_files(corpus / name):
        found = codes(corpus)
        is_listed = (corpus / name).exists() or "claims" not in name
        assert found == ([(name, code)] if is_listed else [])


def test_link_out_of_the_base_is_not_followed(corpus: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a password: no claim\n", "utf-8")
    (corpus / "data" / "claims" / "tea.yaml").symlink_to(secret)
    (problem,) = load(corpus)[1]
    assert problem.place.file == "data/claims/tea.yaml"
    assert problem.message == "this is a link that leads out of the knowledge base"


def test_folder_that_leads_out_of_the_base_is_not_read(corpus: Path, tmp_path: Path) -> None:
    shutil.move(corpus / "data" / "claims", tmp_path / "claims")
    (corpus / "data" / "claims").symlink_to(tmp_path / "claims")
    messages = {problem.message for problem in load(corpus)[1]}
    assert "this is a link that leads out of the knowledge base" in messages


def test_link_within_the_base_is_followed(corpus: Path) -> None:
    claims = corpus / "data" / "claims"
    file = min(claims.glob("*.yaml"))
    (corpus / "shared").mkdir()
    shutil.move(file, corpus / "shared" / file.name)
    file.symlink_to(corpus / "shared" / file.name)
    assert load(corpus)[1] == []
