"""The records, and how they lead to one another; their fields are in `kb.api.rows`."""
