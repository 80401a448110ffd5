"""A file that was made to fit a change is the one that a build of the whole gives, row for row."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.api.building import load_and_check
from kb.cli.making import clean_part, made_if_stale
from kb.cli.memory import Memory
from kb.corpus import load
from kb.database.build import build
from kb.database.finish import SEARCHED
from kb.database.patch import UnfitError, patch
from kb.schema.vocabulary import RelationKind, VerdictRating
from tests.command import run

FULL = Path(__file__).parent / "corpus_full"
CLAIMS = sorted(path.stem for path in (FULL / "data" / "claims").glob("*.yaml"))
Claim = dict[str, Any]
Edit = Callable[[Claim, Claim, random.Random], object]


@pytest.fixture(scope="module", autouse=True)
def no_ci() -> Iterator[None]:
    """Remember, also where these tests run in CI."""
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("CI", raising=False)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a knowledge base that `kb build` built, only to be copied."""
    root = tmp_path_factory.mktemp("patch") / "kb"
    shutil.copytree(FULL, root)
    assert run("build", "--root", root).output.startswith("built ")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """Give a copy of it."""
    return shutil.copytree(made, tmp_path / "kb")


def _file(root: Path, claim: str) -> Path:
    return root / "data" / "claims" / f"{claim}.yaml"


def _held(root: Path, claim: str) -> Claim:
    found: Claim = yaml.load(_file(root, claim).read_text("utf-8"), yaml.CSafeLoader)
    return found


def _write(root: Path, claim: str, value: Claim) -> None:
    text = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    _file(root, claim).write_text(text, "utf-8")


def _tables(connection: sqlite3.Connection) -> Mapping[str, list[tuple[object, ...]]]:
    """The rows of all tables and views, sorted; of search and of the planner not how they do it."""
    sql = (
        "select name from sqlite_master where type in ('table', 'view') and name not like '%_fts%'"
    )
    found = {
        name: sorted(connection.execute(f'select * from "{name}"'), key=repr)  # noqa: S608
        for (name,) in connection.execute(sql).fetchall()
    }
    statistics = found.pop("sqlite_stat1")
    return found | {"statistics": [row for row in statistics if "_fts" not in str(row[0])]}


def _searched(connection: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    """The rows that have a word, and how well it fits them."""
    connection.execute(f"insert into {name}_fts ({name}_fts) values ('integrity-check')")  # noqa: S608
    sql = f"select rowid, bm25({name}_fts) from {name}_fts where {name}_fts match ? order by 1"  # noqa: S608
    return connection.execute(sql, ["hum* or tom* or tall* or the"]).fetchall()


def _assert_same(one: Path, other: Path) -> None:
    with closing(sqlite3.connect(one)) as patched, closing(sqlite3.connect(other)) as whole:
        assert _tables(patched) == _tables(whole)
        for name in SEARCHED:
            assert _searched(patched, name) == _searched(whole, name)


def _drop_some(claim: Claim, _other: Claim, chance: random.Random) -> None:
    claim.pop(chance.choice([key for key in claim if key not in {"id", "claim", "kind"}]))


def _take_some(claim: Claim, other: Claim, chance: random.Random) -> None:
    key = chance.choice([key for key in other if key != "id"])
    claim[key] = other[key]


def _relate(claim: Claim, other: Claim, chance: random.Random) -> None:
    kind = chance.choice(list(RelationKind)).value
    new = {"claim": other["id"], "kind": kind, "note": "So it is said."}
    claim["relations"] = [*claim.get("relations", []), new]


def _judge(claim: Claim, other: Claim, chance: random.Random) -> None:
    verdict = claim.get("verdict") or other.get("verdict")
    if verdict:
        claim["verdict"] = verdict | {"rating": chance.choice(list(VerdictRating)).value}


def _more_evidence(claim: Claim, other: Claim, _chance: random.Random) -> None:
    if lines := [*claim.get("evidence", []), *other.get("evidence", [])]:
        claim["evidence"] = lines


def _less_evidence(claim: Claim, _other: Claim, _chance: random.Random) -> None:
    if len(claim.get("evidence", [])) > 1:
        claim["evidence"] = claim["evidence"][1:]


EDITS: Mapping[str, Edit] = {
    "reworded": lambda claim, _, chance: claim.update(claim=f"It hums {chance.random()} times."),
    "said as another": lambda claim, other, _: claim.update(claim=other["claim"]),
    "withdrawn": lambda claim, *_: claim.update(status="deprecated", status_reason="No."),
    "merged": lambda claim, other, _: claim.update(
        status="merged", merged_into=other["id"], status_reason="The same."
    ),
    "related": _relate,
    "unrelated": lambda claim, *_: claim.pop("relations", None),
    "judged": _judge,
    "more evidence": _more_evidence,
    "less evidence": _less_evidence,
    "without a field": _drop_some,
    "with a field of another": _take_some,
}


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_change_of_claims_gives_what_the_whole_gives(made: Path, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        root = shutil.copytree(made, Path(folder, "kb"))
        for _ in range(4):
            chance = data.draw(st.randoms(use_true_random=False), "chance")
            for claim in data.draw(st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=2)):
                other = data.draw(st.sampled_from(CLAIMS), "other")
                edit = data.draw(st.sampled_from(list(EDITS)), "edit")
                value = _held(root, claim)
                EDITS[edit](value, _held(root, other), chance)
                _write(root, claim, value)
            _is_made_to_fit(root, Path(folder, "whole.db"))


def _is_made_to_fit(root: Path, whole: Path) -> None:
    """Check a part and the whole, and build of both; of text with problems nothing is built."""
    found = clean_part(Memory(root))
    corpus, problems = load_and_check(root)
    assert not (found and problems)
    if problems:
        assert run("build", "--root", root).exit_code == 1
        return
    build(corpus, whole)
    if found:
        target = shutil.copy(root / "build" / "kb.db", whole.with_name("patched.db"))
        patch(found, Path(target))
        _assert_same(Path(target), whole)
    assert run("build", "--root", root).exit_code == 0
    _assert_same(root / "build" / "kb.db", whole)


TOLD: Mapping[str, tuple[str, Claim]] = {
    "words": ("old-tale", {"claim": "An older tale says so."}),
    "verdict": ("taller-tomatoes", {"verdict": {"rating": "not_checkable", "reason": "No way."}}),
    "evidence": (
        "taller-tomatoes",
        {"evidence": [{"study": "hum-review", "direction": "inconclusive", "strength": "weak"}]},
    ),
    "relations": ("taller-tomatoes", {"relations": []}),
}


@pytest.mark.parametrize("change", TOLD)
def test_file_is_made_to_fit_where_a_part_tells(root: Path, tmp_path: Path, change: str) -> None:
    claim, fields = TOLD[change]
    _write(root, claim, _held(root, claim) | fields)
    found = clean_part(Memory(root))
    assert found is not None
    patch(found, root / "build" / "kb.db")
    build(load(root)[0], tmp_path / "whole.db")
    _assert_same(root / "build" / "kb.db", tmp_path / "whole.db")


def _new_claim(root: Path) -> None:
    value = _held(root, "old-tale") | {"id": "new-tale", "claim": "It is new."}
    _write(root, "new-tale", value)


def _other_study(root: Path) -> None:
    path = root / "data" / "studies" / "second-look.yaml"
    path.write_text(f"# seen\n{path.read_text('utf-8')}", "utf-8")


def _no_claim_any_more(root: Path) -> None:
    _file(root, "old-tale").write_text("[]", "utf-8")


BEYOND: Mapping[str, Callable[[Path], object]] = {
    "a claim came": _new_claim,
    "a claim went": lambda root: _file(root, "old-tale").unlink(),
    "a study changed": _other_study,
    "a claim is none any more": _no_claim_any_more,
    "the built file is another": lambda root: (root / "build" / "kb.db").write_bytes(b""),
    "the built file is gone": lambda root: (root / "build" / "kb.db").unlink(),
    "the memory is gone": lambda root: (root / "build" / ".cache" / "known").unlink(),
    "the memory is not to be read": lambda root: (root / "build/.cache/built").write_text("{}"),
    "nothing is noted of the texts": lambda root: _third_line(root, "[]"),
    "what is noted cannot be read": lambda root: _third_line(root, "{"),
}


def _third_line(root: Path, text: str) -> None:
    path = root / "build" / ".cache" / "built"
    path.write_text("\n".join([*path.read_text("utf-8").splitlines()[:2], text]), "utf-8")


@pytest.mark.parametrize("change", BEYOND)
def test_no_part_tells_what_is_more_than_a_change_of_claims(root: Path, change: str) -> None:
    _write(root, "taller-tomatoes", _held(root, "taller-tomatoes") | {"summary": "Another."})
    BEYOND[change](root)
    assert clean_part(Memory(root)) is None


def test_a_term_that_is_not_named_any_more_is_looked_for_everywhere(root: Path) -> None:
    value = _held(root, "taller-tomatoes")
    _write(root, "taller-tomatoes", value | {"body_parts": value["body_parts"][:1]})
    assert clean_part(Memory(root)) is None


def test_a_claim_that_guidance_undoes_is_audited_with_all(root: Path) -> None:
    with closing(sqlite3.connect(root / "build" / "kb.db")) as connection:
        (claim,) = connection.execute("select claim from guidance_undoing").fetchone()
    _write(root, claim, _held(root, claim) | {"summary": "Another."})
    assert clean_part(Memory(root)) is None


def test_text_with_documents_at_hand_is_built_whole(root: Path) -> None:
    _write(root, "old-tale", _held(root, "old-tale") | {"claim": "An older tale says so."})
    assert clean_part(Memory(root, root / "documents")) is None


def test_a_check_of_a_part_is_remembered(root: Path) -> None:
    _write(root, "old-tale", _held(root, "old-tale") | {"claim": "An older tale says so."})
    assert not Memory(root).is_clean
    assert run("check", "--root", root).exit_code == 0
    assert Memory(root).is_clean
    assert clean_part(Memory(root)) is not None  # a build can still begin with the built file


def test_a_server_takes_a_file_that_is_made_to_fit(root: Path) -> None:
    _write(root, "taller-tomatoes", _held(root, "taller-tomatoes") | {"summary": "Another."})
    built = made_if_stale(Memory(root), None, root / "build" / "kb.db")
    assert built is not None
    assert Memory(root).is_built


def test_a_file_with_another_row_is_not_made_to_fit(root: Path) -> None:
    path = root / "build" / "kb.db"
    _write(root, "old-tale", _held(root, "old-tale") | {"claim": "An older tale says so."})
    found = clean_part(Memory(root))
    assert found is not None
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update claim set claim = 'Another.' where id = 'old-tale'")
    before = path.read_bytes()
    with pytest.raises(UnfitError, match="claim has 0 rows like"):
        patch(found, path)
    assert path.read_bytes() == before


def test_a_file_with_a_row_that_leads_nowhere_is_not_made_to_fit(root: Path) -> None:
    path = root / "build" / "kb.db"
    _write(root, "old-tale", _held(root, "old-tale") | {"claim": "An older tale says so."})
    found = clean_part(Memory(root))
    assert found is not None
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update statement_claim set claim = 'nowhere' where rowid = 1")
    with pytest.raises(UnfitError, match="refers to nothing in claim"):
        patch(found, path)


def test_whole_gives_the_bytes_of_a_first_build(root: Path, tmp_path: Path) -> None:
    _write(root, "old-tale", _held(root, "old-tale") | {"claim": "An older tale says so."})
    assert run("build", "--root", root).output.startswith("built ")
    fitted = sha256((root / "build" / "kb.db").read_bytes()).hexdigest()
    assert run("build", "--root", root, "--whole").output.startswith("built ")
    whole = sha256((root / "build" / "kb.db").read_bytes()).hexdigest()
    assert build(load(root)[0], tmp_path / "kb.db").digest == whole != fitted


@pytest.mark.parametrize("form", ["{}", "'{}", "“{}”"])
def test_a_sentence_of_another_claim_is_found_however_it_is_written(root: Path, form: str) -> None:
    said = form.format(_held(root, "taller-plants")["claim"].upper())
    _write(root, "taller-tomatoes", _held(root, "taller-tomatoes") | {"claim": said})
    assert clean_part(Memory(root)) is None
    assert "says the same as" in run("check", "--root", root).output
