"""What the site is made of is used: queries, templates, macros, filters."""

from __future__ import annotations

import re

from kb.site.wording import FILTERS
from tests.conftest import ROOT

SITE = ROOT / "kb" / "site"
CODE = "\n".join(path.read_text("utf-8") for path in sorted(SITE.rglob("*.py")))
TEMPLATES = {
    path.stem: path.read_text("utf-8") for path in sorted((SITE / "templates").rglob("*.html"))
}
QUERIES = {path.stem: path.read_text("utf-8") for path in sorted((SITE / "queries").glob("*.sql"))}
ASKED = r'(?:rows|row|lasting|answers|sql)\(\s*f?"'


def test_every_query_is_asked() -> None:
    families = ["", *re.findall(ASKED + r"(\w+_)\{", CODE)]
    families += [f"{kind}_" for kind in re.findall(r'\brecord\(\s*"(\w+)"', CODE)]
    included = re.findall(r"(?m)^-- include (\w+)$", "\n".join(QUERIES.values()))
    unasked = [
        name
        for name in {*QUERIES} - {*included}
        if not any(
            name.startswith(family) and f'"{name.removeprefix(family)}"' in CODE
            for family in families
        )
    ]
    assert unasked == []
    assert {"passage_", "study_", "term_"} <= {*families}


def test_every_template_is_shown_or_imported() -> None:
    named = {*re.findall(r"kb/(\w+)\.html", "\n".join(TEMPLATES.values()))}
    named |= {*re.findall(r'"(\w+)"', CODE)}
    assert {*TEMPLATES} - named == set()


def test_every_macro_is_called() -> None:
    everywhere = "\n".join(TEMPLATES.values())
    defined = re.findall(r"\{%-? macro (\w+)", everywhere)
    uncalled = [
        name
        for name in {*defined}
        if len(re.findall(rf"\b{name}\(", everywhere)) <= defined.count(name)
        and not re.search(rf"\b{name} as \w+", everywhere)
    ]
    assert uncalled == []


def test_what_a_template_imports_it_uses() -> None:
    unused = [
        f"{template}: {name}"
        for template, text in TEMPLATES.items()
        for names in re.findall(r"\{%-? from \S+ import (.+?) -?%\}", text)
        for name in re.findall(r"(\w+)(?:,|$)", names)
        if not re.search(rf"\b{name}\(", text)
    ]
    assert unused == []


def test_every_filter_of_ours_is_applied() -> None:
    everywhere = "\n".join(TEMPLATES.values())
    assert [name for name in FILTERS if not re.search(rf"\| *{name}\b", everywhere)] == []
