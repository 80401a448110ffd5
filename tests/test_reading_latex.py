"""LaTeX markup in bibliographies, as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.reading.latex import decode, decode_field


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller \& {\'E}cole", "Müller & École"),
        (r"\'{\i}, {\v{s}}, {\c C}, \o{}, \ss, \aa", "í, š, Ç, ø, ß, å"),
        ("A.~Smith", "A. Smith"),
        ("12--19, so---or", "12–19, so—or"),
        ("``gait''", "“gait”"),
        (r"\textquotedblleft{}gait\textquotedblright", "“gait”"),
        ("50% of {COPD}", "50% of COPD"),
        (r"50% of \emph{all}", "50% of all"),
        (r"50\% of \$5, \{x\}, a\_b", "50% of $5, {x}, a_b"),
        (r"Cu$_2$O, m$^{-1}$, 1\textsuperscript{3}, H\textsubscript{2}O", "Cu₂O, m⁻¹, 1³, H₂O"),
        (r"7\textsuperscript{th} {\em in vivo} {\sc x}", "7th in vivo x"),
        (r"$\mu$m, $\pm$0.1, $p < 0.05$", "µm, ±0.1, p < 0.05"),
        (r"a\,b\\c\quad d\/e\ f", "a b c de f"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (r"\unknown{x}", r"\unknown x"),
        ("a  {\n b}", "a b"),
        ("plain 50% text_with^marks", "plain 50% text_with^marks"),
        ("trailing \\", "trailing \\"),
        ("Marı́a", "Marı́a"),
    ],
)
def test_markup_becomes_unicode(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("name", "latex", "text"),
    [
        ("url", r"http://x.org/~a\_b\%20{\_}c--d", "http://x.org/~a_b%20_c--d"),
        ("url", r"\url{http://x.org/\~{}a}", "http://x.org/~a"),
        ("doi", "10.1000/a--b~c", "10.1000/a--b~c"),
        ("bdsk-url-1", r"http://x.org/\&a", "http://x.org/&a"),
        ("note", "a--b", "a–b"),
    ],
)
def test_an_address_keeps_its_signs(name: str, latex: str, text: str) -> None:
    assert decode_field(name, latex) == text


@given(st.text(st.sampled_from("\\{}$~-`'%&_^#ie2ü \n")))
def test_any_text_is_decoded_to_one_line(text: str) -> None:
    assert "\n" not in decode(text) or decode(text) == text
    assert decode(text) == decode(text)
