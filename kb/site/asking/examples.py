"""Ways to ask this server from elsewhere, as text to paste: the address is the server's own."""

from __future__ import annotations

from dataclasses import dataclass

from kb.site.site import Site

SQL = (
    "select claim_id, verdict, n_studies from claim_overview"
    " where n_studies >= cast(:least as integer)"
)
PYTHON = """\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

asked = urlencode({{
    "q": "{sql}",
    ":least": 1,
}})
with urlopen("{base}/sql.json?" + asked) as answer:
    for row in json.load(answer):
        print(row["claim_id"], row["verdict"], row["n_studies"])
"""
AT_HOME = """\
import sqlite3
from urllib.request import urlretrieve

urlretrieve("{base}{file}", "evidence.db")
file = sqlite3.connect("evidence.db")
for row in file.execute("select citation, year from source_list where n_studies > 0 order by year"):
    print(*row)
"""
TO_PASTE = """\
select o.claim, e.citation, e.direction, e.directness
from claim_overview o
join evidence_table e on e.claim_id = o.claim_id
where o.verdict is not null
order by o.claim, e.year
limit 20"""


@dataclass(frozen=True, slots=True)
class Example:
    """What it does, in which language, and the text."""

    title: str
    language: str
    text: str


def examples(site: Site, base: str) -> list[Example]:
    """Examples for a server at an address that ends with a stroke."""
    base = base.rstrip("/")
    query = "claims-said-most"
    rows = site.data("claim_overview", "json").removeprefix(site.link("/").rstrip("/"))
    file = site.file().removeprefix(site.link("/").rstrip("/"))
    return [
        Example("A question people ask", "curl", f"curl '{base}/queries/{query}.json'"),
        Example("Rows of a view, by Datasette", "curl", f"curl '{base}{rows}&_size=5'"),
        Example(
            "SQL of your own, as CSV",
            "curl",
            f"curl -G '{base}/sql.csv' \\\n  --data-urlencode 'q={SQL}' \\\n"
            "  --data-urlencode ':least=1'",
        ),
        Example("SQL of your own", "Python", PYTHON.format(base=base, sql=SQL)),
        Example("The whole file, asked at home", "Python", AT_HOME.format(base=base, file=file)),
        Example("To be pasted into Ask with SQL, or into sqlite3", "SQL", TO_PASTE),
    ]
