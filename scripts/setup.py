"""Make the environment a script needs, from its lock file; nothing but the standard library.

``python scripts/setup.py runtime|dev|alpha|judges`` is run by scripts/serve and scripts/test. When
the environment is current this costs one comparison of a stamp; a set-up that was broken off is
done again, because the stamp is written last.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Environment:
    """One purpose's environment: its folder, its lock file, and the larger set that serves too.

    What only judges exports has no kb in it: both want versions of rich that the other cannot have.
    """

    folder: str
    lock: str
    superset: str | None = None
    has_kb: bool = True


ENVIRONMENTS = {
    "runtime": Environment(".venv", "requirements.lock", superset="dev"),
    "dev": Environment(".venv", "requirements-dev.lock"),
    "alpha": Environment(".venv-alpha", "requirements-alpha.lock"),
    "judges": Environment(".venv-judges", "requirements-judges.lock", has_kb=False),
}


def main(root: Path, purpose: str) -> int:
    """Bring the environment of one purpose up to date, one process at a time; 0 when it is."""
    with _alone(root / f"{ENVIRONMENTS[purpose].folder}.lock"):
        try:
            ensure(root, purpose)
        except (subprocess.CalledProcessError, OSError) as error:
            sys.stderr.write(f"set-up failed: {error}\n")
            return 1
        except KeyboardInterrupt:
            return 130
    return 0


def ensure(root: Path, purpose: str) -> None:
    """Install what the lock file says, unless the stamp says that it is there already."""
    environment = ENVIRONMENTS[purpose]
    folder = root / environment.folder
    stamp = folder / "kb-setup.stamp"
    if is_current(root, purpose):
        return
    python = folder / "bin" / "python"
    if not _is_whole(folder, stamp):
        _say(f"making {environment.folder} with Python {sys.version.split()[0]}")
        _run(_creation(folder))
    stamp.unlink(missing_ok=True)
    _say(f"installing {environment.lock} with {'uv' if _uv() else 'pip'}")
    _run(_installation(python, root / environment.lock, exact=environment.superset is None))
    if environment.has_kb:
        _say("installing kb from this folder")
        _run([*_pip(python, "install"), "--no-deps", "--no-build-isolation", "-e", root])
    stamp.write_text("\n".join(_stamp(root, purpose)), encoding="utf-8")


def is_current(root: Path, purpose: str) -> bool:
    """Tell whether the environment was completed from what the lock and pyproject say now."""
    environment = ENVIRONMENTS[purpose]
    folder = root / environment.folder
    stamp = folder / "kb-setup.stamp"
    if not _is_whole(folder, stamp):
        return False
    good = [_stamp(root, each) for each in (purpose, environment.superset) if each]
    return stamp.read_text(encoding="utf-8").split("\n") in good


def _stamp(root: Path, purpose: str) -> list[str]:
    """Say what an environment is made of: its place and Python, and a digest of its inputs."""
    files = [root / ENVIRONMENTS[purpose].lock, root / "pyproject.toml", Path(__file__)]
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
    return [*_identity(root), f"{purpose} {digest}"]


def _identity(root: Path) -> list[str]:
    """Say what an environment cannot outlive: the project's place and the Python."""
    return [str(root), f"{sys.base_prefix} {sys.version.split()[0]}"]


def _is_whole(folder: Path, stamp: Path) -> bool:
    """Tell whether an environment was completed once, here, with this Python, and still runs."""
    if not (stamp.exists() and (folder / "bin" / "python").exists()):
        return False
    written = stamp.read_text(encoding="utf-8").split("\n")
    return written[:-1] == _identity(folder.parent)


def _uv() -> str | None:
    """Find uv, which does in two seconds what pip does in fifteen."""
    return shutil.which("uv")


def _pip(python: Path, verb: str) -> list[str | Path]:
    """Build the beginning of a pip command for an environment, by uv where there is one."""
    uv = _uv()
    if uv:
        return [uv, "pip", verb, "--quiet", "--python", python]
    return [python, "-m", "pip", verb, "--quiet", "--disable-pip-version-check", "--no-input"]


def _creation(folder: Path) -> list[str | Path]:
    """Build the command that makes an empty environment, over what may be left of an old one."""
    base = Path(sys.executable).resolve()
    uv = _uv()
    if uv:
        return [uv, "venv", "--quiet", "--clear", "--python", base, folder]
    return [base, "-m", "venv", "--clear", folder]


def _installation(python: Path, lock: Path, *, exact: bool) -> list[str | Path]:
    """Build the command that installs a lock file; exact also removes what is not in it.

    Only uv can remove: with pip a package that has left the lock stays until .venv is made anew.
    """
    if _uv() and exact:
        return [*_pip(python, "sync"), "--require-hashes", lock]
    return [*_pip(python, "install"), "--require-hashes", "-r", lock]


def _run(command: Sequence[str | Path]) -> None:
    """Run a command, which keeps the lock even if this process is killed before it."""
    # the environment to work on is named in the command, never inherited
    inherited = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    words = [str(part) for part in command]
    subprocess.run(words, check=True, close_fds=False, env=inherited)  # noqa: S603  our own words


def _say(line: str) -> None:
    """Tell the person what happens, apart from the script's own output."""
    sys.stderr.write(f"set-up: {line}\n")
    sys.stderr.flush()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that the system gives back, however this process and its children end."""
    with path.open("w", encoding="utf-8") as file:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003  has no name for it
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("waiting for another one to finish")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent, sys.argv[1]))
