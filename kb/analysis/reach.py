"""How far an audit looks, and so how a large knowledge base can be audited part by part."""

from __future__ import annotations

from enum import Enum, auto


class Reach(Enum):
    """What an audit must see at once to find every gap of a subject, in the order of a build.

    An audit says it by a constant `REACH`; without one it looks at documents.
    """

    document = auto()
    """A document with the claims that it makes, and all that stands behind these."""
    study = auto()
    """A study with its reports."""
    everything = auto()
    """All guidance, and whatever contradicts something, wherever it stands."""
