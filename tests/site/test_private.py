"""The documents' text is shown in a private build, and nowhere else."""

from __future__ import annotations

import pytest

from tests.site.served import CORPUS, Server

TEXT = (CORPUS / "documents" / "cold-hands-post.txt").read_text("utf-8")
SENTENCE = "Some say it cuts swelling by as much as 60% per hour."


def test_private_build_shows_the_whole_text(private_site: Server) -> None:
    page = private_site.get("/documents/cold-hands-post")
    start = page.page.words.index("Cold Hands, Happy Typist\n\nMay 2, 2023\n\n")
    shown = "".join(word for word in page.page.words[start:] if not word.strip().isdigit())
    assert TEXT.strip() in shown


def test_private_build_says_that_it_is(private_site: Server) -> None:
    for path in ("/", "/claims", "/documents/cold-hands-post"):
        assert "Private build." in private_site.get(path).text


def test_statements_and_their_text_lead_to_one_another(private_site: Server) -> None:
    page = private_site.get("/documents/cold-hands-post").page
    assert {"#t3", "#s-eases-pain"} <= set(page.links)
    assert {"t3", "s-eases-pain"} <= set(page.ids)


def test_overlapping_spans_have_lines_of_their_own(private_site: Server) -> None:
    body = private_site.get("/documents/cold-hands-post").body
    inner = 'class="l0 l1 ">shortens morning stiffness in office workers</mark>'
    assert inner in body
    assert 'class="l0 ">A cold hand bath eases wrist pain and </mark>' in body


@pytest.mark.parametrize(
    "path", ["/documents/cold-hands-post", "/claims/vessels-swelling", "/baths/document", "/search"]
)
def test_public_build_shows_none_of_it(site: Server, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 200
    assert SENTENCE not in answer.text
    assert "Private build." not in answer.text
    assert not [each for each in answer.page.ids if each.startswith("t1")]
