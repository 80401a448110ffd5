"""Compile the curated text into one SQLite file, and open it for reading."""
