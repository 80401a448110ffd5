"""What rocrate-validator says against an archive, without a network, as JSON.

Run by the Python of `.venv-judges`: rocrate-validator needs an older rich than kb has.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate_validator.models import ValidationSettings
from rocrate_validator.services import validate
from urllib3 import HTTPResponse

PROFILE = "ro-crate-1.3"
CONTEXT = "https://w3id.org/ro/crate/1.3/context"
ACCEPT = "application/ld+json, application/json, */*;q=0.1"


class Kept:
    """Answers with the context of RO-Crate 1.3 that ro-crate-py brings along."""

    def send(self, request: PreparedRequest, **_options: object) -> Response:
        """Give it, as the web would."""
        body = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
        kind = {"Content-Type": "application/ld+json"}
        raw = HTTPResponse(io.BytesIO(body), kind, status=200, preload_content=False)
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Nothing is open."""


def fill(path: Path) -> None:
    """Put the context where the validator looks first, and alone when it is offline."""
    with CachedSession(str(path), backend="sqlite") as session:
        session.mount(CONTEXT, Kept())
        session.get(CONTEXT, headers={"Accept": ACCEPT}).raise_for_status()


def keep_queries() -> None:
    """Parse each query once, not once for each entity: a third of the time."""
    plain = processor.SPARQLProcessor.query

    @cache
    def prepared(text: str, base: str | None, names: frozenset[tuple[str, object]]) -> Query:
        return translateQuery(parseQuery(text), base, dict(names))

    def query(self: Any, asked: Any, bound: Any = None, names: Any = None, base: Any = None) -> Any:  # noqa: ANN401 - rdflib's own
        if isinstance(asked, str):
            asked = prepared(asked, base, frozenset((names or {}).items()))
        return plain(self, asked, bound, names, base)

    processor.SPARQLProcessor.query = query  # type: ignore[assignment,method-assign] # in its place


def faults(path: str) -> list[list[str]]:
    """Give each rule that is broken, musts and shoulds: how grave it is, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "web"
        fill(kept)
        settings = ValidationSettings(
            rocrate_uri=path,
            profile_identifier=PROFILE,
            requirement_severity="RECOMMENDED",
            offline=True,
            cache_path=kept,
        )
        issues = validate(settings).get_issues()
    return [[issue.severity.name, str(issue.message)] for issue in issues]


if __name__ == "__main__":
    keep_queries()
    print(json.dumps(faults(sys.argv[1])))  # noqa: T201 - the answer
