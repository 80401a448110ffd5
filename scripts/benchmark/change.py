"""How long it takes from a change of one claim to the rebuilt file, and from none."""

from __future__ import annotations

import re
import shutil
import statistics
from contextlib import closing
from pathlib import Path

from kb.database.reader import connect
from kb.schema.tables import MODELS
from scripts.benchmark.process import Record, cost

CLAIM = re.compile(r"^claim: .*\n(?:  .*\n)*", re.MULTILINE)
"""The proposition in a claim's file, however many lines it takes."""


def rebuilt(kb: Path, root: Path, folder: Path, repeats: int) -> Record:
    """Median of `kb build` of a copy after the words of a claim were changed."""
    shutil.copytree(root / "data", folder / "data")
    shutil.copy(root / "citations.bib", folder)
    return _changed(kb, folder, repeats)


def again(kb: Path, root: Path, repeats: int) -> dict[str, Record]:
    """Median of commands on text that was built already: as it is, and with a claim changed."""
    cost([kb, "build", "--root", root], 1)
    found = {
        "checked": cost([kb, "check", "--root", root], repeats),
        "built": cost([kb, "build", "--root", root], repeats),
        "changed": _changed(kb, root, repeats),
    }
    _compare(kb, root)
    return found


def _compare(kb: Path, root: Path) -> None:
    """See that the file that was made to fit changes has the rows of a whole build."""
    whole = root / "whole.db"
    cost([kb, "build", "--root", root, "--db", whole], 1)
    with closing(connect(root / "build" / "kb.db")) as connection:
        connection.execute("attach ? as whole", [f"{whole.absolute().as_uri()}?mode=ro"])
        for name in MODELS:
            sql = "select count(*) from (select * from {0}.{2} except select * from {1}.{2})"
            for sides in (("main", "whole"), ("whole", "main")):
                (n,) = connection.execute(sql.format(*sides, name)).fetchone()
                if n:
                    message = f"{n} rows of {name} are in {sides[0]} alone"
                    raise ValueError(message)


def _changed(kb: Path, root: Path, repeats: int) -> Record:
    file = min((root / "data" / "claims").glob("*.yaml"))
    took = [
        _rebuilt(kb, file, f"Changed for the {number}. time.") for number in range(1, repeats + 1)
    ]
    return {name: statistics.median(one[name] for one in took) for name in took[0]}


def _rebuilt(kb: Path, file: Path, words: str) -> Record:
    """Change a claim, build, and see that the file has the change."""
    file.write_text(CLAIM.sub(f"claim: {words}\n", file.read_text("utf-8"), count=1), "utf-8")
    root = file.parents[2]
    took = cost([kb, "build", "--root", root], 1)
    with closing(connect(root / "build" / "kb.db")) as connection:
        found = connection.execute("select claim from claim where id = ?", [file.stem]).fetchone()
    if found[0] != words:
        message = f"the rebuilt file says {found[0]!r}, not {words!r}"
        raise ValueError(message)
    return took
