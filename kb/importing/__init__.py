"""Foreign files, taken in bulk into a database file of their own by a mapping."""
