"""Any export of what the claims page could show: the same bytes as `kb export` writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from datasette import Request, Response
from datasette.utils.asgi import AsgiStream

from kb.database.facet import FACETS, MEASURES
from kb.database.filters import WORDS
from kb.exports.asked import RECORDS
from kb.exports.error import ExportError, UnavailableError
from kb.exports.format import Format, named, names
from kb.site.page import Missing, Page, is_for_program, refusal
from kb.site.sharing.citing import POLICY
from kb.site.sharing.exporting import SECONDS, Asked, FaultsError, Made, TooLongError, make
from kb.site.site import Site

PATH = r"/export/(?P<format>[^/]+)$"
FILTERS = {
    WORDS,
    *FACETS,
    *(f"{name}_{part}" for name in MEASURES for part in ("from", "to", "unit")),
    *RECORDS,
}
"""Names by which an address says which claims are meant."""
BASE = "base"
"""The option that is the address of the site: of this one, if no other is given."""
TITLE = "This cannot be exported"


async def show(site: Site, request: Request) -> Page | Response | AsgiStream:
    """Give the file, or say why not: to a program in JSON, to a reader on a page."""
    name = request.url_vars["format"]
    if name not in names():
        raise Missing("formats", name)
    form = named(name)
    faults = [*_faults(form, request)]
    if faults:
        return _refused(request, 400, *faults)
    path = Path(site.datasette.get_database(site.database).path)
    try:
        return _sent(await make(path, _asked(site, request, form), SECONDS))
    except TooLongError:
        why = f"It takes longer than {SECONDS:g} seconds: ask for less, or use `kb export {name}`."
        return _refused(request, 503, why)
    except FaultsError as error:
        return _refused(request, 400, f"{error}.")
    except ExportError as error:
        status = 503 if isinstance(error, UnavailableError) else 400
        return _refused(request, status, f"{error}: {error.hint}.")


def _asked(site: Site, request: Request, form: Format) -> Asked:
    given = {name: request.args.getlist(name) for name in request.args}
    options = {name: request.args[name] for name in form.options.keys() & given}
    if BASE in form.options and not options.get(BASE):
        options[BASE] = site.absolute(request, site.link("/"))
    return Asked(form, options, {name: given[name] for name in given if name in FILTERS})


def _faults(form: Format, request: Request) -> Iterator[str]:
    """What of an address is no filter, and what is no value of an option."""
    for name in request.args:
        if name in form.options:
            choices = form.options[name].choices
            if choices and request.args[name] not in choices:
                yield f"{name} is one of {', '.join(choices)}."
        elif name not in FILTERS:
            yield f"“{name[:80]}” is no filter, and no option of {form.name}."


def _refused(request: Request, status: int, *why: str) -> Page | Response:
    headers = {"x-robots-tag": "noindex"}
    if is_for_program(request):
        return refusal(" ".join(why), status, headers)
    context = {"title": TITLE, "error": " ".join(why), "status": status}
    return Page("error", context, status=status, headers=headers)


def _sent(made: Made) -> AsgiStream:
    """The file, as it is: what it is told by its name."""

    async def send(writer: Any) -> None:  # noqa: ANN401 - Datasette publishes no types
        for piece in made.pieces():
            await writer.send({"type": "http.response.body", "body": piece, "more_body": True})

    return AsgiStream(send, headers=_headers(made), content_type=_type(made.media_type))


def _headers(made: Made) -> Mapping[str, str]:
    return {
        **POLICY,
        "content-disposition": f'attachment; filename="{made.name}"',
        "content-length": str(made.size),
        "x-robots-tag": "noindex",
    }


def _type(media_type: str) -> str:
    is_text = media_type.startswith("text/") and "charset" not in media_type
    return f"{media_type}; charset=utf-8" if is_text else media_type
