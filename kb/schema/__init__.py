"""Every field of every file and table, declared once; one module a subject."""
