"""Elements of CSL styles, mended where citeproc-py departs from the specification.

citeproc-py makes each element of a style an object of the class that has its name, the last
defined where several have: so these stand in for its own. What is mended: a group shows nothing
when the variables it came to are all empty; what stands in for missing authors has their form and
is not told again; a label needs what it labels; a date is joined as its language does; and `others`
at the end of names means `et al.`
"""
# mypy: disable-error-code="misc"
# (citeproc-py publishes no types, so that each class here derives from an unknown one)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from citeproc import CitationStylesStyle, model
from citeproc.model import CitationStylesElement
from citeproc.source import VariableError

Item = Any
"""What citeproc-py calls so: a reference, in a list."""
Element = Any

OTHERS = {"literal": "others"}
"""The last of names: there are more, whom nobody has named."""
CSL = CitationStylesElement.nsmap["cs"]
TEXT = f"{{{CSL}}}text"


REPLACED = "./ancestor::cs:substitute[1]/parent::cs:names"
"""Names without a form of their own have the form of those for whom they stand in."""
GENERATED = ("year-suffix", "citation-number")
"""What a list of references gives, and not an item: no group waits for it."""


def load(path: str, locale: str) -> Any:  # noqa: ANN401 - citeproc-py publishes no types
    """The style of a file, made of the elements below."""
    return CitationStylesStyle(path, locale=locale, validate=False)


def note(item: Item, variable: str, *, has_value: bool) -> None:
    """Keep in mind that a style came to a variable, and whether it had something to show."""
    if variable not in GENERATED:
        item.reference.met.append(variable)
        item.reference.shown.extend([variable] * has_value)


class Text(model.Text, CitationStylesElement):
    """A text; a macro is looked for once."""

    def get_macro(self, name: str) -> Element:
        """The macro of a name."""
        return _macro(self.get_root(), name)

    def _variable(self, item: Item, context: Element) -> Any:  # noqa: ANN401 - text of theirs
        try:
            text = super()._variable(item, context)
        except VariableError:
            note(item, self.get("variable"), has_value=False)
            raise
        if text is not None:
            note(item, self.get("variable"), has_value=True)
        return text


@cache
def _macro(style: Element, name: str) -> Element:
    return next(each for each in style.findall("cs:macro", style.nsmap) if each.get("name") == name)


class Number(model.Number, CitationStylesElement):
    """A number."""

    def process(self, item: Item, context: Element = None, **options: object) -> Any:  # noqa: ANN401
        """Show the number."""
        variable = self.get("variable")
        note(item, variable, has_value=variable in item.reference)
        return super().process(item, context, **options)


class Date(model.Date, CitationStylesElement):
    """A date."""

    def process(self, item: Item, variable: str | None = None, *given: Any, **options: Any) -> Any:  # noqa: ANN401
        """Show the date."""
        named = variable or self.get("variable")
        note(item, named, has_value=named in item.reference)
        return super().process(item, variable, *given, **options)

    def join(self, strings: Iterator[object], default_delimiter: str = "") -> Any:  # noqa: ANN401
        """Join the parts, with the language's delimiter where the style gives none."""
        form = self.get("form")
        if form and not self.is_locale_date():
            default_delimiter = self.get_date(form).get("delimiter", default_delimiter)
        return super().join(strings, default_delimiter)


class Label(model.Label, CitationStylesElement):
    """A word for a variable, as `vol.`."""

    def process(self, item: Item, variable: str | None = None, *given: Any, **options: Any) -> Any:  # noqa: ANN401
        """Show the word where there is what it names."""
        named = variable or self.get("variable")
        is_there = named in item.reference or named == "editortranslator"
        return super().process(item, variable, *given, **options) if is_there else None

    def case(self, text: Any, language: str = "en") -> Any:  # noqa: ANN401 - text of theirs
        """Write it as the style wants; all our languages are English."""
        return super().case(text, language)


class Group(model.Group, CitationStylesElement):
    """Elements that are shown together or not at all."""

    def process(self, item: Item, context: Element = None, **options: object) -> Any:  # noqa: ANN401
        """Show the elements, unless they came to variables and all of them were empty."""
        reference = item.reference
        met, shown = len(reference.met), len(reference.shown)
        texts = list(self._texts(item, context, options))
        is_empty = len(reference.met) > met and len(reference.shown) == shown
        if is_empty or not texts:
            raise VariableError
        return self.join(texts)

    def _texts(
        self, item: Item, context: Element, options: Mapping[str, object]
    ) -> Iterator[object]:
        for child in self.iterchildren():
            is_choice = isinstance(child, model.Choose)
            joined = {"delimiter": self.get("delimiter", "")} if is_choice else {}
            try:
                text = child.render(item, context=context, **joined, **options)
            except VariableError:
                continue
            if text is not None:
                yield text


class Names(model.Names, CitationStylesElement):
    """Persons in one role or several."""

    def process(
        self, item: Item, names_context: Element = None, context: Element = None, **options: object
    ) -> Any:  # noqa: ANN401
        """Show the persons, but not where they already stand in for others."""
        roles = self.get("variable").split()
        told = (self if context is None else context).get_layout().repressed.get(TEXT, ())
        present = [role for role in roles if role in item.reference]
        if present and all(role in told for role in present):
            raise VariableError
        for role in roles:
            note(item, role, has_value=role in present)
        if names_context is None and self.name is None:
            names_context = next(iter(self.xpath_search(REPLACED)), None)
        owner = self if names_context is None else names_context
        if owner.name is None:  # citeproc-py would put its own there
            owner.insert(0, owner.makeelement(f"{{{CSL}}}name"))
        return super().process(item, names_context, context, **options)


class Substitute(model.Substitute, CitationStylesElement):
    """What stands in for missing persons."""

    def render(self, item: Item, context: Element = None, **options: object) -> Any:  # noqa: ANN401
        """Show the first that there is; what it shows is not shown again."""
        shown = len(item.reference.shown)
        text = super().render(item, context, **options)
        repressed = context.get_layout().repressed
        repressed.setdefault(TEXT, []).extend(item.reference.shown[shown:])
        return text


class Name(model.Name, CitationStylesElement):
    """The persons of one role."""

    def process(
        self,
        item: Item,
        variable: str,
        context: Element = None,
        sort_options: Mapping[str, Any] | None = None,
        **options: object,
    ) -> Any:  # noqa: ANN401
        """Show the persons, with `et al.` for those whom nobody has named."""
        names = item.reference.get(variable)
        if len(names) > 1 and names[-1] == OTHERS:
            sort_options = {**(sort_options or {}), **self._cut(len(names), context)}
        return super().process(item, variable, context, sort_options, **options)

    def _cut(self, count: int, context: Element) -> dict[str, Any]:
        """The style's own cut where it would cut too, or one before the last."""
        least = self.get_option("et-al-min", context)
        is_cut = 0 < least <= count and not self.get_option("et-al-use-last", context)
        first = self.get_option("et-al-use-first", context) if is_cut else count - 1
        return {"et-al-min": count, "et-al-use-first": first, "et-al-use-last": "false"}
