"""Whatever is done to the text, what is remembered of it never changes what is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.api.building import load_and_check
from kb.cli.checked import checked
from kb.cli.memory import Memory
from kb.cli.progress import Progress

Edit = Callable[[Path, bytes], object]


def _renamed(path: Path, _before: bytes) -> None:
    if path.exists():
        path.rename(path.with_name(f"x-{path.name}"))


EDITS: dict[str, Edit] = {
    "changed": lambda path, before: path.write_bytes(before.replace(b"a", b"e", 3)),
    "commented": lambda path, before: path.write_bytes(before + b"# seen\n"),
    "broken": lambda path, before: path.write_bytes(before + b"]"),
    "emptied": lambda path, _before: path.write_bytes(b""),
    "mended": lambda path, before: path.write_bytes(before),
    "deleted": lambda path, _before: path.unlink(missing_ok=True),
    "copied": lambda path, before: path.with_name(f"y-{path.name}").write_bytes(before),
    "renamed": _renamed,
}


@pytest.fixture(scope="module", autouse=True)
def no_ci() -> Iterator[None]:
    """Remember, also where these tests run in CI."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)
        yield


@settings(max_examples=8)
@given(data=st.data())
def test_any_edits_are_found_as_without_memory(begun_once: Path, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        root = shutil.copytree(begun_once, Path(folder, "kb"))
        (root / "build").mkdir()
        texts = {path: path.read_bytes() for path in sorted(root.glob("data/**/*.yaml"))}
        texts[root / "citations.bib"] = (root / "citations.bib").read_bytes()
        for _ in range(4):
            path = data.draw(st.sampled_from(list(texts)), "file")
            EDITS[data.draw(st.sampled_from(list(EDITS)), "edit")](path, texts[path])
            _is_found_alike(root)


def _is_found_alike(root: Path) -> None:
    """Load and check with what is remembered and without, and then remember this, too."""
    memory = Memory(root)
    anew, problems = load_and_check(root)
    assert not (memory.is_clean and problems)
    with Progress() as progress:
        known, again = checked(memory, None, progress)
    assert again == problems
    assert repr(known) == repr(anew)
    assert Memory(root).is_clean is not bool(problems)
