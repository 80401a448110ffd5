"""Writing for a curator: drafts of records, and files in the house order."""
