"""A good BibTeX file, and how tests read any."""

from __future__ import annotations

from kb.problems import Problem
from kb.reading.bibtex import BibEntry, read_bibtex

GOOD = """\
% Three entries, as a curator writes them.
@string{gp = {Gait \\& Posture}}

@article{kim2001,
  author = {Kim, Anna and Choi, Bora},
  title = {{Gait} on a Treadmill},
  journal = gp,
  year = 2001,
  pages = "12--19",
}

Words between entries are allowed.

@book{muller2010,
  author = "M{\\"u}ller, J{\\"o}rg",
  title = {A Book of
           Two Lines},
  publisher = {Press},
  year = {2010}
}

@misc{last2020, title = {The Last}, year = {2020}}
"""


def read(text: str) -> tuple[list[BibEntry], list[Problem]]:
    """Read a text as if it stood in `c.bib`."""
    return read_bibtex(text, "c.bib")
