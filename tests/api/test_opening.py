"""A knowledge base is opened by any of its names, or a sentence says why not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.schema.view import SCHEMA_VERSION

HEAVY = (
    *("click", "datasette", "numpy", "pandas", "pydantic", "sqlalchemy", "sqlmodel", "yaml"),
    *("dataclasses", "difflib", "inspect"),  # a seventh of the time that all the rest takes
)


@pytest.fixture
def root(corpus: Path, tiny: Path) -> Path:
    """Give a built copy of the tiny knowledge base, to be changed at will."""
    (corpus / "build").mkdir()
    shutil.copy(tiny, corpus / "build" / "kb.db")
    return corpus


def refused(place: object, **options: object) -> str:
    """Give what an error says of a place that cannot be opened."""
    with pytest.raises(kb.OpenError) as caught:
        kb.open(place, **options)  # type: ignore[arg-type]  # whatever a user may write
    return str(caught.value)


def test_a_file_is_opened_and_closed_by_a_with_block(tiny: Path) -> None:
    with kb.open(str(tiny)) as base:
        assert (base.path, base.about.title) == (tiny, "Cold hand baths")
        assert repr(base) == f"<kb “Cold hand baths”: 6 claims, 1 study; {tiny}>"
    with pytest.raises(kb.ClosedError, match=r"kb\.db was closed\nhint: open it again"):
        len(base.claims())
    base.close()


def test_the_nearest_knowledge_base_is_opened_from_inside_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "data" / "claims")
    with kb.open() as base:
        assert base.path == root / "build" / "kb.db"


def test_a_folder_stands_for_the_file_built_in_it(root: Path) -> None:
    with kb.open(root) as base:
        assert base.path == root / "build" / "kb.db"


def test_text_that_was_changed_since_is_warned_of(root: Path) -> None:
    later = (root / "build" / "kb.db").stat().st_mtime + 5
    os.utime(root / "data" / "claims" / "wrist-pain.yaml", (later, later))
    with pytest.warns(kb.StaleWarning, match=r"wrist-pain\.yaml was changed after") as caught:
        kb.open(root).close()
    assert caught[0].filename == __file__
    os.utime(root / "citations.bib", (later, later))
    (root / "data" / "claims" / "wrist-pain.yaml").rename(root / "data" / "claims" / "notes.txt")
    with pytest.warns(kb.StaleWarning, match=r"citations\.bib was changed"):
        kb.open(root).close()
    (root / "citations.bib").unlink()
    kb.open(root).close()


def test_one_that_is_not_built_says_how_to(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f'run `kb build` there, or kb.build("{corpus}")' in refused(corpus)
    monkeypatch.chdir(corpus)
    assert f"the knowledge base in {corpus} is not built" in refused(None)
    monkeypatch.chdir(tmp_path)
    assert f"there is no data/kb.yaml in {tmp_path} or above it" in refused(None)
    assert "is a folder without data/kb.yaml" in refused(tmp_path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "kb.db").startswith(f"there is no file {tmp_path / 'kb.db'}")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "file" / "kb.db") == (
        f"cannot read '{tmp_path / 'file' / 'kb.db'}': Not a directory"
    )
    assert "embedded null byte" in refused("kb\0.db")
    assert "surrogates not allowed" in refused("kb\ud800.db")
    assert "home directory" in refused("~nobody-of-this-name/kb.db")


@given(content=st.binary(max_size=200))
def test_no_bytes_are_taken_for_a_knowledge_base(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.db"
    path.write_bytes(content)
    assert str(path) in refused(path)


@pytest.mark.parametrize("kept", [0.5, 0.999])
def test_a_file_that_is_cut_off_says_how_much_is_there(
    tiny: Path, tmp_path: Path, kept: float
) -> None:
    whole = tiny.read_bytes()
    path = tmp_path / "kb.db"
    path.write_bytes(whole[: int(len(whole) * kept)])
    assert f"is cut off: {int(len(whole) * kept):,} of {len(whole):,} bytes" in refused(path)


def test_a_file_with_a_damaged_head_is_told(tiny: Path, tmp_path: Path) -> None:
    whole = bytearray(tiny.read_bytes())
    whole[100:4096] = b"\xff" * 3996
    path = tmp_path / "kb.db"
    path.write_bytes(whole)
    assert "is damaged" in refused(path)


def test_a_database_of_another_program_is_told(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table knowledge_base (title)")
    assert "is a database, but not one that this version of kb built" in refused(path)


@pytest.mark.parametrize(
    ("version", "fix"), [(SCHEMA_VERSION + 1, "update kb"), (0, "build it again with `kb build`")]
)
def test_a_file_of_another_version_says_what_to_do(
    tiny: Path, tmp_path: Path, version: int, fix: str
) -> None:
    path = Path(shutil.copy(tiny, tmp_path / "kb.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update knowledge_base set schema_version = ?", [version])
    told = f"has version {version} of the schema, and this kb reads {SCHEMA_VERSION}\nhint: {fix}"
    assert told in refused(path)


def test_a_file_with_fewer_columns_says_so_when_they_are_read(tiny: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(tiny, tmp_path / "kb.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("alter table figure drop column svg")
    with kb.open(path) as base, pytest.raises(kb.OpenError, match="no figures as here") as caught:
        list(base.figures())
    assert str(caught.value).endswith("hint: build it again with `kb build`")


def test_a_private_file_says_so(tiny: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(tiny, tmp_path / "kb.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update knowledge_base set private = 1")
        connection.execute("update document set text = 'secret words'")
    with pytest.warns(kb.PrivateWarning, match="holds the documents' own text"):
        base = kb.open(path)
    assert ", private; " in repr(base)
    assert "secret words" not in str(base.documents().to_dicts())
    base.close()


def test_a_digest_that_is_asked_for_must_be_that_of_the_file(tiny: Path) -> None:
    digest = sha256(tiny.read_bytes()).hexdigest()
    kb.open(tiny, sha256=digest.upper()).close()
    assert f"is another file: its SHA-256 is {digest}" in refused(tiny, sha256="0" * 64)
    assert "`sha` is no SHA-256\nhint: give its 64" in refused(tiny, sha256="sha")
    assert "cannot read" in refused(tiny.parent / "nothing.db", sha256="0" * 64)


def test_a_file_that_is_built_anew_is_never_mixed_with_what_was_open(
    tiny: Path, full: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(tiny, tmp_path / "kb.db"))
    with kb.open(path) as base:
        assert len(base.claims()) == 6
        other = Path(shutil.copy(full, tmp_path / "new.db"))
        other.replace(path)
        assert len(base.claims(kind="effect")) == 3
        with pytest.raises(kb.OpenError, match="was built anew since it was opened"):
            base.sql("select 1")


def test_text_is_built_and_opened_at_once(corpus: Path) -> None:
    with kb.build(corpus) as base:
        assert base.path == corpus / "build" / "kb.db"
        assert len(base.claims()) == 6


def test_text_with_problems_is_not_built(corpus: Path) -> None:
    claim = corpus / "data" / "claims" / "wrist-pain.yaml"
    claim.write_text(claim.read_text("utf-8").replace("office-workers", "ofice-workers"), "utf-8")
    with pytest.raises(kb.BuildError, match="did you mean `office-workers`") as caught:
        kb.build(corpus)
    assert str(caught.value).startswith("nothing was built:\ndata/claims/wrist-pain.yaml:")
    for path in (corpus / "data" / "claims").glob("*.yaml"):
        path.write_text("{" * 3, "utf-8")
    for number in range(20):
        (corpus / "data" / "claims" / f"x{number}.yaml").write_text("[", "utf-8")
    with pytest.raises(kb.BuildError, match=r"\nand [0-9]+ more"):
        kb.build(corpus)


def test_a_place_that_cannot_be_written_is_told(corpus: Path) -> None:
    (corpus / "build" / "kb.db").mkdir(parents=True)
    with pytest.raises(kb.BuildError, match="this is no regular file"):
        kb.build(corpus)


def test_import_and_open_load_nothing_heavy(tiny: Path) -> None:
    program = (
        "import sys, kb; known = set(sys.modules); base = kb.open(sys.argv[1]);"
        f"print([name for name in {HEAVY} if name in sys.modules]);"
        "print([name for name in known if name.startswith('kb.')])"
    )
    command = [sys.executable, "-c", program, str(tiny)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]


def test_the_package_names_what_programs_use() -> None:
    assert {name for name in dir(kb) if name in kb.__all__} == set(kb.__all__)
    assert all(getattr(kb, name) for name in kb.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'opeen'"):
        kb.opeen  # type: ignore[attr-defined]  # noqa: B018 - a slip
