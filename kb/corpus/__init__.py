"""All curated text, loaded: typed records with their places, and what could not be read."""

from __future__ import annotations

from kb.corpus.garbage import uncollected
from kb.corpus.load import load
from kb.corpus.record import Corpus, Record
from kb.reading.bibtex import BibEntry, Person
from kb.reading.tree import Tree

__all__ = ["BibEntry", "Corpus", "Person", "Record", "Tree", "load", "uncollected"]
