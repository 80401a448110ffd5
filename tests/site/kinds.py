"""One page of every kind, the heaviest there is: what the checks of quality look at."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from kb.database.reader import connect
from tests.site.served import Server

STATES = (
    "/claims?view=table",
    "/claims?view=summary&kind=comparison",
    "/claims?q=pain&kind=effect&sort=certainty",
    "/claims?q=nothingofthekind",
    "/gaps?severity=major",
    "/compare/documents",
    "/compare/statements",
    "/search",
    "/search?q=knee",
    "/search?q=nothingofthekind",
    "/check",
    "/check?text=Walking+backwards+burns+60+%25+more+calories+and+heals+knees.",
    "/queries/gaps-by-document",
    "/sql",
    "/sql?q=select+verdict,+count(*)+as+claims+from+claim_overview+group+by+verdict",
    "/sql?q=selec",
    "/data/claim_overview",
)
"""Pages, and states of pages, that no sitemap lists."""
LOST = ("/nowhere", "/claims/nothing-of-the-kind")
"""What is not there is answered by a page, too."""
RECORDS = {
    "/gaps/{}": "select gap_id from gap_report order by length(said || evidence_says) desc limit 1",
    "/statements/{}": "select statement_id from gap_report group by 1 order by count(*) desc, 1",
    "/claims/{}/embed": "select claim_id from claim_overview order by length(summary) desc limit 1",
}
NO_PAGES = {
    "card",
    "cite",
    "export",
    "feed",
    "figure",
    "llms",
    "nanopublication",
    "oembed",
    "permanent",
    "robots",
    "sitemap",
}
"""Modules that answer with no page of their own."""


def weights(server: Server) -> dict[str, int]:
    """Bytes of every page of the sitemap, uncompressed."""
    listed = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", server.get("/sitemap.xml").body)
    return {path: len(server.get(path).body.encode()) for path in listed}


def addresses(database: Path, weighed: dict[str, int]) -> list[str]:
    """Addresses of one page of every kind: the sitemap's heaviest, and what it leaves out."""
    ordered = sorted(weighed, key=weighed.__getitem__)
    heaviest = {(path.split("/")[1], path.count("/")): path for path in ordered}
    with closing(connect(database)) as connection:
        found = {
            path.format(quote(connection.execute(sql).fetchone()[0]))
            for path, sql in RECORDS.items()
        }
    return [*sorted(heaviest.values()), *sorted(found), *STATES, *LOST]
