"""The documents' text is shown in a private build, and nowhere else."""

from __future__ import annotations

import pytest

from tests.site.served import CORPUS, Server

TEXT = (CORPUS / "documents" / "cold-hands-post.txt").read_text("utf-8")
SENTENCE = "Some say it cuts swelling by as much as 60% per hour."


def test_private_build_shows_the_whole_text(private_site: Server) -> None:
    page = private_site.get("/documents/cold-hands-post?view=text")
    start = page.page.words.index("Cold Hands, Happy Typist\n\nMay 2, 2023\n\n")
    shown = "".join(word for word in page.page.words[start:] if not word.strip().isdigit())
    assert TEXT.strip() in shown


def test_private_build_says_that_it_is(private_site: Server) -> None:
    for path in ("/", "/claims", "/documents/cold-hands-post"):
        assert "Private build." in private_site.get(path).text


def test_statements_and_their_text_lead_to_one_another(private_site: Server) -> None:
    text = "/documents/cold-hands-post?view=text&statement=cold-hands-post.eases-pain"
    assert f"{text}#t3" in private_site.get("/documents/cold-hands-post").page.links
    page = private_site.get(text).page
    assert "t3" in page.ids
    assert "/statements/cold-hands-post.eases-pain" in page.links


def test_chosen_statement_stands_out_and_has_neighbours(private_site: Server) -> None:
    text = "/documents/cold-hands-post?view=text&statement=cold-hands-post"
    answer = private_site.get(f"{text}.shortens-stiffness")
    assert answer.body.count("looked-at") == 1
    assert f"{text}.eases-pain#t3" in answer.page.links
    assert f"{text}.narrows-vessels#t5" in answer.page.links
    first = private_site.get(f"{text}.typists-are-sore").text
    assert "← previous" not in first
    assert "next →" in first


def test_noise_cannot_be_chosen_in_the_text(private_site: Server) -> None:
    answer = private_site.get(
        "/documents/cold-hands-post?view=text&statement=cold-hands-post.advertisement"
    )
    assert answer.status == 200
    assert "looked-at" not in answer.body


def test_statement_stands_among_the_words_around_it(private_site: Server) -> None:
    body = private_site.get("/statements/cold-hands-post.cuts-swelling").body
    assert f"<mark>{SENTENCE}</mark>" in body
    assert (
        "/documents/cold-hands-post?view=text&amp;statement=cold-hands-post.cuts-swelling" in body
    )


def test_overlapping_spans_have_lines_of_their_own(private_site: Server) -> None:
    body = private_site.get("/documents/cold-hands-post?view=text").body
    inner = 'class="l0 l1 ">shortens morning stiffness in office workers</mark>'
    assert inner in body
    assert 'class="l0 ">A cold hand bath eases wrist pain and </mark>' in body


@pytest.mark.parametrize(
    "path",
    [
        "/documents/cold-hands-post",
        "/statements/cold-hands-post.cuts-swelling",
        "/claims/vessels-swelling",
        "/baths/document",
        "/search",
    ],
)
def test_public_build_shows_none_of_it(site: Server, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 200
    assert SENTENCE not in answer.text
    assert "Private build." not in answer.text
    assert not [each for each in answer.page.ids if each.startswith("t1")]


def test_public_build_has_no_view_of_the_text(site: Server) -> None:
    answer = site.get("/documents/cold-hands-post?view=text")
    assert answer.status == 400
    assert "<code>view</code> has no value <code>text</code>" in answer.body
    assert SENTENCE not in answer.text
