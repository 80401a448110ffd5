"""Curated text into values, each with its place: strict YAML and BibTeX."""
