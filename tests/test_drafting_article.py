"""Articles as text with headings: plain, Markdown, HTML; and whatever else the bytes may be."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.drafting.article import HTML, MARKDOWN, TEXT, Article, read

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html><head><title>Naps &amp; work – A blog</title>
<meta property="article:published_time" content="2025-03-02T10:00:00Z">
<meta name="author" content="Ada Quay"><style>p {}</style></head>
<body><nav>Home</nav><article><h1>Naps at
work?</h1><p>They &lt;help&gt;.</p><h2><b>How</b> long</h2><ul><li>Ten minutes</li></ul>
<script>let x</script></article><footer>© Blog</footer></body></html>"""


def headings(article: Article) -> list[str]:
    """Give the words of the headings."""
    return [article.text[slice(*span)] for span in article.headings]


def test_lines_of_their_own_that_end_no_sentence_are_headings_of_a_text() -> None:
    text = (
        "Naps at work\n\nThey help.\nHow long?\n\nTen minutes, say:\n\n- one thing\n\n"
        "a line that goes on\nin the next\n\nLast words"
    )
    article = read(text, TEXT)
    assert article.text == text
    assert headings(article) == ["Naps at work", "How long?"]
    assert article.title == "Naps at work"


@pytest.mark.parametrize("line", ["January 28, 2024", "28 January 2024", "2024-01-28"])
def test_line_that_is_a_day_is_the_date(line: str) -> None:
    article = read(f"{line}\n\nNaps at work\n\nThey help.", TEXT)
    assert (article.title, article.published) == ("Naps at work", "2024-01-28")
    assert headings(article) == ["Naps at work"]


def test_text_without_headings_is_named_by_its_first_sentence() -> None:
    assert read("\ufeffThey help. Much.", TEXT).title == "They help."
    assert read("", TEXT) == Article("", (), "")


def test_long_lines_are_no_headings() -> None:
    assert headings(read("word " * 15 + "\n\nThey help.", TEXT)) == []


def test_headings_of_markdown_stand_without_their_marks() -> None:
    text = "# Naps *at* work? #\n\nThey help.\n\nHow long\n--------\n\n    # code\n\n#\n"
    article = read(text, MARKDOWN)
    assert article.text == text
    assert headings(article) == ["Naps *at* work?", "How long"]
    assert article.title == "Naps *at* work?"
    assert read("Nothing.", MARKDOWN).title == ""


def test_page_is_its_article_with_what_it_says_of_itself() -> None:
    article = read(PAGE, HTML)
    assert article.text == "Naps at work?\n\nThey <help>.\n\nHow long\n\n  * Ten minutes\n"
    assert headings(article) == ["Naps at work?", "How long"]
    assert (article.title, article.published, article.author) == (
        "Naps at work?",
        "2025-03-02",
        "Ada Quay",
    )


@pytest.mark.parametrize(
    ("page", "title", "text"),
    [
        ("<title>A</title><p>Hello", "A", "Hello\n"),
        ("<main><p>In</p></main><p>Out</p>", "", "In\n"),
        ('<meta property="og:title" content=" B "><h1>C</h1>', "B", "C\n"),
        ('<time itemprop="datePublished" datetime="soon">x</time>', "", "x\n"),
        ("", "", "\n"),
    ],
)
def test_pages_that_say_less(page: str, title: str, text: str) -> None:
    article = read(page, HTML)
    assert (article.title, article.text, article.published) == (title, text, "")


@given(st.text(), st.sampled_from([TEXT, MARKDOWN, HTML]))
@example("<!-- -->", HTML)
@example("\x00<p>\ud800", HTML)
@example("<?xml", HTML)
def test_any_text_is_an_article_whose_headings_stand_in_it(text: str, kind: str) -> None:
    article = read(text, kind)
    assert kind == HTML or article.text == text
    for start, end in article.headings:
        bare = article.text[start:end]
        assert bare
        assert bare == bare.strip()
