"""`kb serve`: build when stale, then Datasette on loopback until it is interrupted."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from datasette.cli import cli as datasette

from kb.cli import main
from kb.cli.making import is_stale
from kb.cli.serve import SETTINGS, arguments, free_port, inspected
from kb.corpus import load
from tests.command import PROGRAM, run
from tests.test_cli_check import change

UP = "Uvicorn running on"


@contextmanager
def serving(root: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """Give a running server, its address, and what it said before it was up."""
    command = [str(PROGRAM), "serve", "--root", str(root), "--port", "0", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if UP in line:
                break
        address = re.search(r"http://127\.0\.0\.1:\d+", "".join(said))
        assert address, said
        try:
            yield process, address[0], said
        finally:
            process.kill()


def page(address: str) -> str:
    """Give a page of a server of ours."""
    with urlopen(address, timeout=20) as answer:  # noqa: S310 - our own address
        return str(answer.read().decode("utf-8"))


TEXT = "/kb/document.json?_shape=array&_col=id&_col=text"


@pytest.mark.slow
def test_serve_builds_answers_this_machine_only_and_ends_with_130(corpus: Path) -> None:
    with serving(corpus) as (process, address, said):
        assert said[0].startswith(f"built {corpus}/build/kb.db: 6 claims, ")
        assert said[1] == f"browse at {address}/ (stop with Ctrl-C)\n"
        assert "Cold hand baths" in page(f"{address}/")
        rows = json.loads(page(f"{address}/kb/claim_overview.json?_shape=array"))
        assert len(rows) == 6
        assert "Fill a basin to 10" not in page(f"{address}{TEXT}")
        port = int(address.rpartition(":")[2])
        with pytest.raises(ConnectionRefusedError):  # one that listens everywhere would answer
            socket.create_connection(("127.0.0.2", port), 5)
        process.send_signal(signal.SIGINT)
        assert process.stdout
        rest = process.stdout.read()
        assert process.wait(20) == 130
        assert rest.endswith("stopped\n")
        assert "Traceback" not in rest


@pytest.mark.slow
def test_serve_shows_the_documents_where_they_are_given(corpus: Path) -> None:
    with serving(corpus, "--documents", str(corpus / "documents")) as (_, address, said):
        assert said[0].startswith(f"built {corpus}/build/private/kb.db: ")
        assert "Fill a basin to 10" in page(f"{address}{TEXT}")


def test_serve_in_this_process_is_stopped_by_an_interrupt(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port(0)
    monkeypatch.setattr(sys, "argv", ["kb", "serve", "--root", str(corpus), "--port", str(port)])
    watcher = threading.Thread(target=_interrupt_when_up, args=(port,))
    watcher.start()
    with pytest.raises(SystemExit) as end:
        main()
    watcher.join()
    assert end.value.code == 130
    captured = capsys.readouterr()
    built, browse = captured.out.splitlines()
    assert built.startswith(f"built {corpus}/build/kb.db: 6 claims, 20 statements, ")
    assert browse == f"browse at http://127.0.0.1:{port}/ (stop with Ctrl-C)"
    assert captured.err.endswith("stopped\n")


def _interrupt_when_up(port: int) -> None:
    """Press Ctrl-C once somebody listens."""
    never = threading.Event()
    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            never.wait(0.05)
    os.kill(os.getpid(), signal.SIGINT)


# -- stale or fresh --------------------------------------------------------------------------


@pytest.fixture
def fresh(corpus: Path) -> Path:
    """Give a knowledge base that was just built."""
    assert run("build", "--root", corpus).exit_code == 0
    return corpus


def stale(root: Path) -> bool:
    """Say whether the built file of a knowledge base is stale."""
    return is_stale(root / "build" / "kb.db", load(root)[0])


def test_what_was_just_built_is_fresh(fresh: Path) -> None:
    assert not stale(fresh)


def test_what_is_not_there_is_stale(corpus: Path) -> None:
    assert stale(corpus)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/claims/numb-skin.yaml", "near freezing", "nearly frozen"),
        ("data/kb.yaml", "title: Cold", "title: Very cold"),
        ("citations.bib", "1999", "1998"),
        ("data/terms/outcomes.yaml", "[carpalgia]", "[carpalgia, wrist ache]"),
    ],
)
def test_changed_text_is_stale(fresh: Path, file: str, old: str, new: str) -> None:
    change(fresh, file, old, new)
    assert stale(fresh)


def test_deleted_text_is_stale(fresh: Path) -> None:
    (fresh / "data" / "studies" / "inventa-trial.yaml").unlink()
    assert stale(fresh)


def test_file_with_texts_is_stale_where_none_belong(fresh: Path) -> None:
    private = load(fresh, fresh / "documents")[0]
    assert is_stale(fresh / "build" / "kb.db", private)


@pytest.mark.parametrize("damage", ["emptied", "cut", "foreign", "rowless", "viewless"])
def test_damaged_file_is_stale(fresh: Path, damage: str) -> None:
    path = fresh / "build" / "kb.db"
    if damage == "emptied":
        path.write_bytes(b"")
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-100_000])
    elif damage == "foreign":
        path.write_bytes(b"no database" * 1000)
    else:
        sql = {"rowless": "delete from knowledge_base", "viewless": "drop view gap_report"}
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(sql[damage])
            connection.commit()
    assert stale(fresh)


# -- before Datasette runs -------------------------------------------------------------------


def test_port_in_use_is_said_with_what_to_do(fresh: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--root", fresh, "--port", str(port))
    assert result.exit_code == 1
    assert result.stdout == f"{fresh}/build/kb.db is up to date\n"
    assert result.stderr == (
        f"Error: port {port}: address already in use; "
        "choose another with --port, or --port 0 for any\n"
    )


def test_wrong_text_is_not_served(corpus: Path) -> None:
    (corpus / "citations.bib").unlink()
    result = run("serve", "--root", corpus)
    assert result.exit_code == 1
    assert "error[unreadable-file]" in result.stdout
    assert "nothing was built" in result.stderr


def test_port_out_of_range_is_misuse(corpus: Path) -> None:
    assert run("serve", "--root", corpus, "--port", "70000").exit_code == 2


def test_inspect_file_holds_the_counts_of_all_tables(fresh: Path) -> None:
    path = fresh / "build" / "kb.db"
    about = json.loads(inspected(path).read_text("utf-8"))["kb"]
    assert about["size"] == path.stat().st_size
    assert about["tables"]["claim"] == {"count": 6}
    assert "claim_overview" not in about["tables"], "a view"
    assert not any(name.startswith("sqlite_") for name in about["tables"])


@pytest.mark.parametrize("path", ["/", "/kb", "/kb/claim", "/kb/claim_overview"])
def test_pages_of_datasette_open_as_they_are_served(fresh: Path, path: str) -> None:
    built = fresh / "build" / "kb.db"
    words = [*arguments(built, inspected(built), 0), "--get", path]
    answer = CliRunner().invoke(datasette, words)
    assert answer.exit_code == 0
    assert "<h1" in answer.output


def test_datasette_is_told_everything(tmp_path: Path) -> None:
    words = arguments(tmp_path / "kb.db", tmp_path / "kb.inspect.json", 8123)
    assert words[:3] == ["serve", "-i", str(tmp_path / "kb.db")]
    assert words[words.index("--host") + 1] == "127.0.0.1"
    assert words.count("--setting") == len(SETTINGS)
