"""kb: an evidence and claims knowledge base, kept as text, checked and published."""

__version__ = "0.1.0"
