"""Figures as PNG, for where SVG is not shown."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from kb.figures.raster import png as rastered

KEPT = 64
"""Pictures kept in memory, of about 60 kB each."""


async def png(svg: str, scale: float) -> bytes:
    """A figure in its light colours, drawn beside the server's other work."""
    return await asyncio.to_thread(drawn, svg, scale)


drawn = lru_cache(KEPT)(rastered)
"""The picture, with as many points for each of the figure's."""
