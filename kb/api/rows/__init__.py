"""The fields of the records, written from the schema by `python -m scripts.api`."""
