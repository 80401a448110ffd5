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


class Vocabulary(dict[Any, str | None]):
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
        self.odd: dict[Any, tuple[str, str]] = {}
        """Values that are told of, each with the kind of notice and what is said."""

    def __missing__(self, value: Any) -> str | None:  # noqa: ANN401 - whatever a cell holds
        """Find out what a value means.

        Raises
        ------
        Refused
            If it is in no table.
        """
        word = as_text(value)
        meaning = self._folded.get(folded(word))
        if meaning is None and OTHERWISE in self.table:
            meaning = self.table[OTHERWISE]
            self.odd[value] = ("unlisted-word", f"`{word}` taken as `{meaning}`")
        elif meaning is None:
            hint = nearest(word, self.table) or f"known: {', '.join(list(self.table)[:8])}"
            message = f"the word `{word[:60]}` is not in the vocabulary; {hint}"
            raise Refused("unknown-word", message)
        elif word not in self.table or (not self.is_closed and word != meaning):
            self.odd[value] = ("respelled-label", f"`{word}` taken as `{meaning}`")
        self[value] = meaning
        return meaning

    def translate(self, values: Sequence[Any], told: Counter[tuple[str, str]]) -> Sequence[Any]:
        """What values mean; those worth telling of are counted."""
        found = list(map(self.__getitem__, values))
        for value, notice in self.odd.items():
            if times := values.count(value):
                told[notice] += times
        return found
