"""The scripts: finding a Python, setting up, running the steps; and what the lock files promise."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from grimp import ImportGraph
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.rooms import RoomsContract

ROOT = Path(__file__).resolve().parent.parent
SHELL = [f"scripts/{name}" for name in ("find-python", "lock", "screenshots", "serve", "test")] + [
    ".ci/run"
]
LOCKS = [f"requirements{name}.lock" for name in ("", "-dev", "-alpha", "-judges")]


TOOLS = "/usr/bin:/bin"


def run(*command: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing on PATH but the system's own tools and what ``extra`` says."""
    environment = {**os.environ, "PATH": TOOLS, **extra}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd="/", env=environment
    )


# --- the shell scripts ---------------------------------------------------------------------------


@pytest.mark.parametrize("script", SHELL)
def test_script_is_executable_and_parses(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    assert run("sh", "-n", ROOT / script).stderr == ""


def pretend_python(folder: Path, name: str, version: tuple[int, int]) -> None:
    """Put a command into a folder that is this Python but takes itself for another version."""
    pretence = f"import sys; sys.version_info = {version}; exec(sys.argv[1])"
    file = folder / name
    file.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo "Python {version[0]}.{version[1]}" && exit\n'
        f'exec "{sys.executable}" -c "{pretence}" "$2"\n'
    )
    file.chmod(0o755)


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """Make a folder for PATH that has the few tools find-python uses, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("cat", "head", "dirname"):
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    return folder


@pytest.mark.parametrize("script", ["scripts/serve", "scripts/test"])
def test_python_that_is_too_old_is_named_with_what_to_do(script: str, bare_path: Path) -> None:
    pretend_python(bare_path, "python3", (3, 10))
    result = run("/bin/sh", ROOT / script, PATH=str(bare_path), KB_PYTHON="")
    assert result.returncode == 2
    assert "kb needs Python 3.11 or newer" in result.stderr
    assert "python3 (Python 3.10)" in result.stderr
    assert f"KB_PYTHON=/path/to/python3.11 {script}" in result.stderr


def test_no_python_at_all_is_said(bare_path: Path) -> None:
    result = run("/bin/sh", ROOT / "scripts/find-python", PATH=str(bare_path), KB_PYTHON="")
    assert result.returncode == 2
    assert "Looked at: nothing on PATH" in result.stderr


def test_newer_python_behind_an_old_one_is_found(bare_path: Path) -> None:
    pretend_python(bare_path, "python3", (3, 10))
    pretend_python(bare_path, "python3.11", (3, 11))
    result = run("/bin/sh", ROOT / "scripts/find-python", PATH=str(bare_path), KB_PYTHON="")
    assert (result.returncode, result.stdout) == (0, f"{bare_path}/python3.11\n")


# --- setting up, for real, of a project small enough to need no network --------------------------

BACKEND = """
import pathlib, zipfile
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "tiny-1.0-py3-none-any.whl"
    info = "tiny-1.0.dist-info/"
    files = {
        "tiny.pth": str(pathlib.Path.cwd()),
        info + "METADATA": "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n",
        info + "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[info + "RECORD"] = "".join(f"{file},,\\n" for file in (*files, info + "RECORD"))
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return name
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project, in a folder with a space, that has the real scripts and empty lock files."""
    root = tmp_path / "a project"
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__*"))
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "tiny"\nversion = "1.0"\n'
    )
    for lock in LOCKS:
        (root / lock).touch()
    return root


UV = """#!/bin/sh
for last; do :; done
case $1 in
venv) mkdir -p "$last/bin" && ln -sf /bin/sh "$last/bin/python" ;;
pip) ls "$last" ;;
esac
"""
"""What stands in for uv: it makes folders at once, installs nothing, and wants what it is given."""


@pytest.fixture
def with_uv(tmp_path: Path) -> str:
    """Give a PATH that has it: for tests of what is done when, not of what is installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "uv").write_text(UV)
    (folder / "uv").chmod(0o755)
    return f"{folder}:{TOOLS}"


def set_up(root: Path, purpose: str, path: str = TOOLS) -> subprocess.CompletedProcess[str]:
    """Run the set-up as the scripts do."""
    python = run(ROOT / "scripts/find-python").stdout.strip()
    return run(python, root / "scripts/setup.py", purpose, PATH=path)


def said(result: subprocess.CompletedProcess[str]) -> list[str]:
    """Give the first word of each line the set-up said, after checking that it went well."""
    assert result.returncode == 0, result.stderr
    return re.findall(r"^set-up: (\w+)", result.stderr, flags=re.MULTILINE)


@pytest.mark.slow
def test_set_up_is_done_once_and_again_only_where_needed(project: Path) -> None:
    assert said(set_up(project, "dev")) == ["making", "installing", "installing"]
    assert said(set_up(project, "dev")) == []
    assert said(set_up(project, "runtime")) == [], "the larger set serves the smaller purpose"

    (project / "requirements-dev.lock").write_text("# changed\n")
    assert said(set_up(project, "dev")) == ["installing", "installing"]

    (project / ".venv/kb-setup.stamp").unlink()
    assert said(set_up(project, "dev")) == ["making", "installing", "installing"]


@pytest.mark.slow
def test_environment_of_the_judges_is_without_kb(project: Path) -> None:
    assert said(set_up(project, "judges")) == ["making", "installing"]
    assert run(project / ".venv-judges/bin/python", "-c", "import tiny").returncode == 1
    assert said(set_up(project, "judges")) == []


def test_moved_project_is_set_up_anew_and_serves_from_anywhere(project: Path, with_uv: str) -> None:
    assert said(set_up(project, "runtime", with_uv)) == ["making", "installing", "installing"]
    moved = project.rename(project.parent / "moved to")
    assert said(set_up(moved, "runtime", with_uv)) == ["making", "installing", "installing"]

    (moved / ".venv/bin/kb").write_text('#!/bin/sh\nprintf "[%s]" "$@"\n')
    (moved / ".venv/bin/kb").chmod(0o755)
    served = run(moved / "scripts/serve", "--port", "8002")
    assert (served.stdout, served.stderr) == (f"[serve][--root][{moved}][--port][8002]", "")


def test_two_set_ups_at_once_do_the_work_once(project: Path, with_uv: str) -> None:
    python = run(ROOT / "scripts/find-python").stdout.strip()
    both = [
        subprocess.Popen(
            [python, project / "scripts/setup.py", "dev"],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PATH": with_uv},
        )
        for _ in range(2)
    ]
    said_by_both = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert "".join(said_by_both).count("set-up: making") == 1


def test_set_up_that_fails_says_so_and_leaves_no_stamp(project: Path, with_uv: str) -> None:
    (project / "requirements.lock").unlink()
    result = set_up(project, "runtime", with_uv)
    assert result.returncode == 1
    assert "set-up failed" in result.stderr
    assert "requirements.lock" in result.stderr
    assert not (project / ".venv/kb-setup.stamp").exists()


def test_every_step_runs_though_one_fails(project: Path, with_uv: str) -> None:
    run("git", "init", "-q", project)
    (project / "README.md").write_text("[[[cog nothing]]]\n")
    (project / "tests").mkdir()
    (project / "tests/test_looks.py").write_text("@pytest.mark.untraced\n")
    for folder, purpose in ((".venv", "dev"), (".venv-alpha", "alpha")):
        said(set_up(project, purpose, with_uv))
        for tool in ("ruff", "mypy", "lint-imports", "codespell", "cog", "kb", "pytest"):
            file = project / folder / "bin" / tool
            file.write_text(f'#!/bin/sh\necho "{tool} $*"\n[ {tool} != mypy ]\n')
            file.chmod(0o755)
    result = run(project / "scripts/test", PATH=with_uv)
    assert result.returncode == 1
    summary = [line.split(maxsplit=2) for line in result.stdout.split("\n\n")[-1].splitlines()]
    assert [(verdict, name) for verdict, _, name in summary] == [
        ("ok", "ruff check"),
        ("ok", "ruff format"),
        ("ok", "import-linter"),
        ("ok", "codespell"),
        ("ok", "cog"),
        ("ok", "kb check"),
        ("ok", "kb format"),
        ("ok", "pytest on Datasette 1.0 alpha"),
        ("FAILED", "mypy"),
        ("ok", "pytest"),
        ("ok", "pytest with coverage"),
    ]
    ours = "pytest -n 2 --dist worksteal -m"
    assert f"== pytest\n{ours} browser or untraced tests/test_looks.py\n" in result.stdout
    rest = "not browser and not untraced --cov"
    assert f"== pytest with coverage\n{ours} {rest}\n" in result.stdout
    assert "cog --check README.md" in result.stdout
    assert (
        run(project / "scripts/test", "--quick", "-x", PATH=with_uv).stdout
        == "pytest -m not slow -x\n"
    )


# --- dependencies --------------------------------------------------------------------------------


def pyproject() -> dict[str, dict[str, object]]:
    """Read the project's declaration."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared() -> dict[str, list[Requirement]]:
    """Give the requirements of each lock file, as pyproject declares them."""
    runtime = pyproject()["project"]["dependencies"]
    groups = pyproject()["dependency-groups"]
    assert isinstance(runtime, list)

    def expand(name: str) -> list[str]:
        members = groups[name]
        assert isinstance(members, list)
        included = [each["include-group"] for each in members if isinstance(each, dict)]
        own = [each for each in members if isinstance(each, str)]
        return own + [each for group in included for each in expand(group)]

    texts = {
        "requirements.lock": runtime + expand("build"),
        "requirements-dev.lock": runtime + expand("dev"),
        "requirements-alpha.lock": runtime + expand("test") + expand("build") + expand("alpha"),
        "requirements-judges.lock": expand("judges"),
    }
    return {lock: [Requirement(text) for text in each] for lock, each in texts.items()}


def locked(lock: str) -> dict[str, str]:
    """Give the locked version of each package."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("requirement", sorted({str(r) for rs in declared().values() for r in rs}))
def test_dependency_has_a_floor_and_a_cap(requirement: str) -> None:
    operators = {each.operator for each in Requirement(requirement).specifier}
    assert operators in ({">=", "<"}, {"=="})


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_pyproject_asks_for(lock: str) -> None:
    versions = locked(lock)
    for requirement in declared()[lock]:
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_every_package_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[\w.-]+==)", text)[1:]
    assert {package.split("==")[0] for package in packages} == set(locked(lock)) != set()
    for package in packages:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package
    assert not re.search(r"://|--(extra-)?index|--find-links|/(home|root|tmp)/", text)


def test_smaller_locks_hold_the_versions_of_the_large_one() -> None:
    large = locked("requirements-dev.lock")
    assert locked("requirements.lock").items() <= large.items()
    alpha = locked("requirements-alpha.lock")
    shared = {name for name in alpha.keys() & large.keys() if alpha[name] != large[name]}
    assert shared == {"datasette"}


# --- the table of rooms --------------------------------------------------------------------------


def rooms(*imports: tuple[str, str]) -> list[str]:
    """Check a package of these imports, ``a`` below ``b`` below ``c``; give the complaints."""
    graph = ImportGraph()
    graph.add_module("p")
    for importer, imported in imports:
        for module in (importer, imported):
            for part in (module.rpartition(".")[0], module):
                if part not in graph.modules:
                    graph.add_module(part)
        graph.add_import(
            importer=importer, imported=imported, line_number=3, line_contents="import"
        )
    options = {"package": "p", "table": ["a:", "b: a", "c: *", "p: c", "absent: a b"]}
    contract = RoomsContract(name="rooms", session_options={}, contract_options=options)
    result = contract.check(graph, verbose=False)
    assert result.kept == (not result.metadata["wrong"])
    return list(result.metadata["wrong"])


def test_rooms_may_import_what_their_line_says() -> None:
    allowed = [("p.b", "p.a.inner"), ("p.b.one", "p.b.two"), ("p.c.x", "p.a"), ("p", "p.c")]
    assert rooms(*allowed) == []


def test_room_that_imports_more_is_named_with_the_line() -> None:
    assert rooms(("p.a.inner", "p.b.one")) == ["p.a.inner:3 may not import p.b.one"]


def test_room_without_a_line_is_named() -> None:
    assert rooms(("p.c", "p.new")) == ["p.new has no line in the table of rooms"]


# --- nothing is skipped silently -----------------------------------------------------------------

SKIPPING = """
import pytest
def test_plain(): pytest.skip("no chromium")
@pytest.mark.may_skip("the system has no such thing")
def test_allowed(): pytest.skip("not here")
@pytest.mark.xfail
def test_expected(): assert False
def test_outside(shared): pass
"""


@pytest.fixture(scope="module")
def skipping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of tests that skip, under the real conftest."""
    folder = tmp_path_factory.mktemp("skipping")
    shutil.copy(ROOT / "tests/conftest.py", folder)
    (folder / "pytest.ini").write_text(
        "[pytest]\nmarkers = may_skip(reason): why\naddopts = --continue-on-collection-errors\n"
    )
    (folder / "test_skipping.py").write_text(SKIPPING)
    (folder / "test_whole.py").write_text(
        'import pytest\npytest.skip("not on this machine", allow_module_level=True)\n'
    )
    return folder


def outcome(folder: Path, ci: str) -> str:
    """Run the folder's tests and give all that pytest says."""
    pytest_command = shutil.which("pytest", path=str(Path(sys.executable).parent))
    assert pytest_command
    return run(pytest_command, folder, CI=ci, KB_SHARED=str(folder / "absent")).stdout


@pytest.mark.slow
def test_skips_are_fine_on_a_laptop(skipping: Path) -> None:
    assert "4 skipped, 1 xfailed in" in outcome(skipping, ci="")


@pytest.mark.slow
def test_skips_fail_in_ci_unless_marked(skipping: Path) -> None:
    said_by_pytest = outcome(skipping, ci="true")
    assert "1 failed, 1 skipped, 1 xfailed, 2 errors in" in said_by_pytest
    assert "skipped where CI=true: Skipped: no chromium" in said_by_pytest
    assert "skipped where CI=true: Skipped: no folder of outside material" in said_by_pytest
    assert "skipped where CI=true: Skipped: not on this machine" in said_by_pytest
