"""What the linked-data formats share: addresses of records, vocabulary, terms, resources."""
