"""A document's statements as its page shows them: in parts, with highlights, sifted."""
