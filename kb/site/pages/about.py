"""About: the method in brief, the words, the rights, how to cite and to contribute."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from enum import StrEnum

from datasette import Request

from kb.schema import study_vocabulary, vocabulary
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/about$"
VERDICTS = {
    vocabulary.VerdictRating.supported: "The evidence bears the claim out.",
    vocabulary.VerdictRating.mostly_supported: "It does, but for part of what the claim says.",
    vocabulary.VerdictRating.mixed: "Some of it speaks for the claim, some against.",
    vocabulary.VerdictRating.mostly_unsupported: "Little of it bears the claim out.",
    vocabulary.VerdictRating.contradicted: "The evidence shows otherwise.",
    vocabulary.VerdictRating.no_evidence_located: "Nothing was found for or against it; what was"
    " searched is told. That is no evidence against it.",
    vocabulary.VerdictRating.not_checkable: "No study could decide it, as with an opinion.",
}
"""What each verdict means."""
DIRECTNESS = {
    vocabulary.Directness.direct: "the same as in the claim",
    vocabulary.Directness.partly: "near it, or a part of it",
    vocabulary.Directness.indirect: "something else, from which one may only conclude",
}
"""What each word for directness means, of people, intervention, comparison and outcome alike."""
OTHERS = (
    vocabulary.StatementKind,
    vocabulary.Attribution,
    vocabulary.Hedging,
    vocabulary.ClaimKind,
    vocabulary.ClaimDirection,
    vocabulary.Expression,
    vocabulary.RelationKind,
    vocabulary.Scale,
    vocabulary.EvidenceDirection,
    vocabulary.Domain,
    vocabulary.Rating,
    vocabulary.Basis,
    vocabulary.Severity,
    study_vocabulary.ReadingLevel,
)
"""Other vocabularies that a reader meets on the pages."""


async def show(site: Site, request: Request) -> Page:
    """Show how this was made and what its words mean."""
    rows = await site.lasting("about")
    home = site.absolute(request, site.link("/"))
    context = {
        "verdicts": [(word.value, meaning) for word, meaning in VERDICTS.items()],
        "directness": [(word.value, meaning) for word, meaning in DIRECTNESS.items()],
        "certainties": [word.value for word in vocabulary.Certainty],
        "n": {(row["what"], row["word"]): row["n"] for row in rows},
        "gaps": [row for row in rows if row["what"] == "gap"],
        "vocabularies": list(_told(OTHERS)),
        "home": home,
        "bibtex": _bibtex(site, home),
    }
    return Page("about", context)


def _told(vocabularies: Iterable[type[StrEnum]]) -> Iterable[Row]:
    """What each is about, from its docstring's first line, and its words."""
    for words in vocabularies:
        meaning = (inspect.getdoc(words) or "").partition("\n")[0].replace("`", "")
        yield {"meaning": meaning, "words": [word.value for word in words]}


def _bibtex(site: Site, home: str) -> str:
    """An entry for this version; braces in the title would end it early."""
    title = site.about.title.translate({ord(sign): None for sign in "{}\\"})
    version = site.about.digest[:12]
    address = site.about.source_url or home
    return (
        f"@misc{{kb-{version},\n  title = {{{title}}},\n  version = {{{version}}},\n"
        f"  url = {{{address}}},\n  note = {{Knowledge base of claims and evidence}},\n}}"
    )
