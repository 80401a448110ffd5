"""Words of a foreign set, each as the word that kb has for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kb.importing.refusal import Refused
from kb.importing.template import as_text
from kb.problems import nearest

OTHERWISE = "*"
"""In a vocabulary: any word that it does not name."""


def folded(word: str) -> str:
    """A word without what spellings differ in: capitals and blanks."""
    return " ".join(word.split()).casefold()


class Vocabulary(dict[str | None, str | None]):
    """What each value means; of one met for the first time it is found out.

    Parameters
    ----------
    table
        The words of the set, and what each is called here.
    is_closed
        Whether only some words are possible here: then another name for a word is no respelling.
    """

    def __init__(self, table: Mapping[str, str], *, is_closed: bool) -> None:
        super().__init__({None: None})
        self.table = table
        self.is_closed = is_closed
        self._folded = {folded(word): meaning for word, meaning in table.items()}
        self.odd: dict[str | None, tuple[str, str]] = {}
        """Words that are told of, each with the kind of notice and what is said."""

    def __missing__(self, word: str | None) -> str | None:
        """Find out what a word means.

        Raises
        ------
        Refused
            If it is in no table.
        """
        told = word or ""
        meaning = self._folded.get(folded(told))
        if meaning is None and OTHERWISE in self.table:
            meaning = self.table[OTHERWISE]
            self.odd[word] = ("unlisted-word", f"`{told}` taken as `{meaning}`")
        elif meaning is None:
            hint = nearest(told, self.table) or f"known: {', '.join(list(self.table)[:8])}"
            message = f"the word `{told[:60]}` is not in the vocabulary; {hint}"
            raise Refused("unknown-word", message)
        elif told not in self.table or (not self.is_closed and told != meaning):
            self.odd[word] = ("respelled-label", f"`{told}` taken as `{meaning}`")
        self[word] = meaning
        return meaning

    def translate(self, values: Sequence[Any], told: Counter[tuple[str, str]]) -> Sequence[Any]:
        """What values mean; those worth telling of are counted."""
        words = [value if value is None else as_text(value) for value in values]
        found = list(map(self.__getitem__, words))
        for word, notice in self.odd.items():
            if times := words.count(word):
                told[notice] += times
        return found
