"""Ask with SQL: one query of the reader's own, confined to reading."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from datasette import Request, Response

from kb.database.reader import ROWS, SECONDS, Answer, QueryError
from kb.site.asking import confined
from kb.site.asking.answer_table import export, table
from kb.site.listing.selection import page_number
from kb.site.page import Page, refusal
from kb.site.site import Site

PATH = r"/sql(?:\.(?P<format>csv|json))?$"
MISASKED = 400
LONGEST = 10_000
"""Characters of a query."""
EXAMPLES = {
    "claims with their verdict": "select claim_id, claim, verdict, certainty\n"
    "from claim_overview\nwhere verdict is not null\norder by claim",
    "what was found, by study": "select study_id, citation, year, outcome, estimate, unit\n"
    "from evidence_table\norder by year",
    "claims that have a word": "select c.id as claim_id, c.claim\n"
    "from claim_fts f join claim c on c.rowid = f.rowid\n"
    "where claim_fts match :words\norder by f.rank",
    "tables and views": "select type, name from sqlite_master\n"
    "where type in ('table', 'view') and name not like '%fts%'\norder by type desc, name",
}
"""Queries to begin with."""
_PARAMETER = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--.*|/\*[\s\S]*?\*/|:([a-zA-Z_]\w*)")


async def show(site: Site, request: Request) -> Page | Response:
    """Show the rows of a query, or what is wrong with it."""
    sql = request.args.get("q", "").strip()
    extension = request.url_vars["format"]
    names = parameters(sql)
    values = {name: request.args.get(f":{name}", "") for name in names}
    is_asked = all(f":{name}" in request.args for name in names)
    asked = {"q": sql, **{f":{name}": value for name, value in values.items()}}
    context = {
        "sql": sql[:LONGEST],
        "values": values,
        "address": f"{site.link('/sql')}?{urlencode(asked)}",
        "longest": LONGEST,
        "limits": {"rows": ROWS, "seconds": SECONDS},
        "examples": EXAMPLES,
    }
    if extension and not (sql and is_asked):
        return refusal(_lacking(sql, request), MISASKED)
    if not (sql and is_asked):
        return Page("sql", {**context, "table": None, "error": None})
    try:
        answer = await _answer(site, sql, values)
    except QueryError as error:
        if extension:
            return refusal(str(error), MISASKED)
        return Page("sql", {**context, "table": None, "error": str(error)}, status=MISASKED)
    if extension:
        return export(answer, extension, "answer")
    return Page("sql", {**context, "table": table(site, answer, page_number(request))})


def _lacking(sql: str, request: Request) -> str:
    """What an address has to tell besides."""
    if not sql:
        return "there is no query: give it as `q`, as in /sql.json?q=select+1"
    lacking = [f"`:{name}`" for name in parameters(sql) if f":{name}" not in request.args]
    return f"no value was given to {', '.join(lacking)}: add it to the address, as `&:name=value`"


async def _answer(site: Site, sql: str, values: dict[str, str]) -> Answer:
    if len(sql) > LONGEST:
        message = f"the query is longer than {LONGEST:,} characters"
        raise QueryError(message)
    return await confined.ask(site, sql, values)


def parameters(sql: str) -> list[str]:
    """Names that stand as `:name` in a query, outside of strings and comments."""
    return list(dict.fromkeys(found[1] for found in _PARAMETER.finditer(sql) if found[1]))
