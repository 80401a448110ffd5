"""What of `kb.api` is written from the schema: records, filters, and the page about them."""
