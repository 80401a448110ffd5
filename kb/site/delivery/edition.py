"""What every page of a running server is made from, as one number."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from datasette import __version__ as datasette_version

from kb.site.site import Site

PROGRAM = Path(__file__).resolve().parents[2]
SETTINGS = ("_settings", "_metadata_local", "config", "static_mounts")
"""Datasette's attributes, of either version, that hold what it was told at its start."""
FOLDERS = ("template_dir", "plugins_dir")
"""Others, that name folders with templates and plugins of the server's own."""


def edition(site: Site) -> str:
    """SHA-256 over the data, the programs and how they are set; the same after a restart."""
    from datasette.plugins import get_plugins  # noqa: PLC0415 - which imports kb.site as it loads

    told = vars(site.datasette)
    parts = [
        site.about.digest,
        site.about.private,
        program(),
        datasette_version,
        get_plugins(),
        {name: told.get(name) for name in SETTINGS},
        [contents(Path(told[name])) for name in FOLDERS if told.get(name)],
    ]
    return sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@cache
def program() -> str:
    """The program as it is installed."""
    return contents(PROGRAM)


def contents(folder: Path) -> str:
    """SHA-256 over all files in a folder and below it."""
    total = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()
