"""Summaries as Markdown: what is text stays text, whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb.exports.summary.block import (
    Bibliography,
    Block,
    Break,
    Callout,
    Cite,
    Column,
    Document,
    Footnotes,
    Heading,
    Items,
    Link,
    Mark,
    Note,
    Paragraph,
    Record,
    Reference,
    Row,
    Run,
    Runs,
    Table,
    Text,
)
from kb.exports.summary.inline import plain
from kb.exports.summary.markdown import render
from tests.exports.whole import whole

HOSTILE = (
    "# heading",
    "1. one",
    "- item",
    "+ item",
    "===",
    "a | b",
    "<b>x</b>",
    "&copy; &#60;",
    "`code`",
    "**x** _y_ ~~z~~",
    "[a](b) ![c](d) [^a]",
    "$x$ :smile: https://x.example www.x.example a@b.example",
    "a\\",
    "\tfour",
    "> quote",
    "``` fence",
    "*",
    "\\|",
)
words = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=30), st.text("*_`|<&[\\ a1.", max_size=9)
)
looks = st.builds(Text, words, st.booleans(), st.booleans(), st.sampled_from(["", "super", "sub"]))
lines = st.lists(looks, min_size=1, max_size=4).map(tuple)


def document(*blocks: Block) -> Document:
    """Give a document of some blocks."""
    return Document("claim", "Title", "Subtitle", "Author", (), blocks)


def tokens(*blocks: Block) -> list[Token]:
    """Give what a reader of Markdown makes of what stands below the title."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return reader.parse(render(document(*blocks)).decode())[6:]


def shown(found: list[Token]) -> Iterator[str]:
    """Give the text that is shown; HTML in it is kb's own breaks and looks."""
    for token in found:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type == "html_inline":
            assert re.fullmatch(
                r'</?(strong|em|sup|sub|code|br|a)>|<a id="[^"<>]*">', token.content
            )
            yield "\n" if token.content == "<br>" else ""
        elif token.children:
            yield from shown(token.children)
        else:
            assert (
                token.type.startswith(("em_", "strong_", "link_"))
                or token.nesting == 0
                or (token.block)
            ), token.type


def squeezed(text: str) -> str:
    """Give a text with its blanks as one each."""
    return " ".join(text.split())


def said(runs: Runs) -> str:
    """Give the text that runs are to be shown as."""
    return squeezed("".join(plain(run.text) for run in runs if isinstance(run, Text)))


@given(lines)
@example((Text("**"),))
@example((Text("a", bold=True), Text("b")))
@example((Text("“a.”", bold=True), Text("b")))
@example((Text("a", bold=True), Text("b", italic=True)))
@example((Text("\xa0", italic=True),))
@example((Text("\xa0a", bold=True),))
def test_a_paragraph_is_its_words_and_nothing_else(runs: Runs) -> None:
    found = tokens(Paragraph(runs))
    kinds = {token.type for token in found}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}
    assert squeezed("".join(shown(found))) == said(runs)


@given(lines)
def test_looks_are_seen(runs: Runs) -> None:
    """Whatever is bold is read as bold: by stars or by an element."""
    found = [child for token in tokens(Paragraph(runs)) for child in token.children or []]
    is_bold, bold = False, ""
    for token in found:
        if token.type in {"strong_open", "strong_close"}:
            is_bold = token.type == "strong_open"
        elif token.content in {"<strong>", "</strong>"}:
            is_bold = token.content == "<strong>"
        elif is_bold and token.type in {"text", "code_inline"}:
            bold += token.content
    meant = [run.text for run in runs if isinstance(run, Text) and run.bold and not run.position]
    assert "".join(bold.split()) == "".join("".join(map(plain, meant)).split())


@pytest.mark.untraced
@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=3))
def test_a_table_has_its_cells(rows: list[tuple[Runs, Runs]]) -> None:
    table = Table("Caption", (Column("a|b"), Column("c", numeric=True)), tuple(map(Row, rows)))
    found = tokens(table)
    cells = [found[at + 1] for at, token in enumerate(found) if token.type == "td_open"]
    assert [squeezed("".join(shown([cell]))) for cell in cells] == [
        said(cell) for row in rows for cell in row
    ]


@given(st.lists(lines, min_size=1, max_size=3), st.booleans())
def test_a_list_has_its_items(items: list[Runs], ordered: bool) -> None:  # noqa: FBT001 - drawn
    found = tokens(Items(tuple(items), ordered=ordered))
    assert sum(token.type == "list_item_open" for token in found) == len(items)
    assert sum(token.type.endswith("list_open") for token in found) == 1
    assert "".join("".join(shown(found)).split()) == "".join("".join(map(said, items)).split())


@given(words, words)
def test_a_link_leads_where_it_says(text: str, end: str) -> None:
    address = f"https://example.org/{end}"
    [inline] = [
        token for token in tokens(Paragraph((Link(text or "x", address),))) if token.children
    ]
    links = [child for child in inline.children or [] if child.type == "link_open"]
    assert len(links) == (1 if plain(text or "x") else len(links))
    for link in links:
        assert str(link.attrs["href"]).startswith("https://example.org/")


@pytest.mark.parametrize(
    "run", [Record("claim", "a|b"), Record("claim", "a`b"), Record("claim", "a_b")]
)
def test_a_record_is_code_in_a_table_too(run: Run) -> None:
    found = tokens(Table("Caption", (Column("a"),), (Row(((run,),)),)))
    [cell] = [found[at + 1] for at, token in enumerate(found) if token.type == "td_open"]
    assert isinstance(run, Record)
    assert "".join(shown([cell])) == run.id


def test_marks_lead_to_notes_and_citations_to_references() -> None:
    runs = (Mark("a"), Cite("[1]", "smith2001"), Break(), Link("above", "#found"))
    blocks = (
        Heading(1, "Found", "found"),
        Paragraph(runs),
        Footnotes((Note("a", (Text("Note."),)),)),
        Bibliography((Reference("smith2001", "1", (Text("Smith."),)),)),
    )
    text = render(document(*blocks)).decode()
    assert "[^a][\\[1\\]](#ref-smith2001)<br>[above](#found)" in text
    assert "[^a]: Note." in text
    assert '1. <a id="ref-smith2001"></a>Smith.' in text
    assert '## <a id="found"></a>Found' in text


def test_a_callout_is_one_quotation() -> None:
    callout = Callout(
        "advice", "Take care", (Paragraph((Text("> of *it*"),)), Items(((Text("x"),),)))
    )
    found = tokens(callout)
    assert (found[0].type, found[-1].type) == ("blockquote_open", "blockquote_close")
    assert render(document(callout)).decode().count("> [!CAUTION]") == 1


def test_a_group_stands_in_the_first_cell_of_its_row() -> None:
    group = Row(((Text("After a stroke"),),), spanning=True)
    table = Table("Caption", (Column("a"), Column("b")), (group, Row(((Text("x"),), (Text("y"),)))))
    assert "| After a stroke |  |\n| x | y |" in render(document(table)).decode()


def test_all_kinds_of_block_are_told() -> None:
    text = render(whole()).decode()
    assert text.count("\n---\n") == sum(
        type(each).__name__ == "PageBreak" for each in whole().blocks
    )
    assert text.endswith("\n")
    assert "None" not in text
