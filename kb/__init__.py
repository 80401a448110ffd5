"""kb: an evidence and claims knowledge base, kept as text, checked and published."""

from __future__ import annotations

__version__ = "0.1.0"
