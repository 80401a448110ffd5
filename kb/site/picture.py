"""Figures as PNG, for where SVG is not shown."""

from __future__ import annotations

import asyncio
from functools import lru_cache

KEPT = 64
"""Pictures kept in memory, of about 60 kB each."""


async def png(svg: str, scale: float) -> bytes:
    """A figure in its light colours, drawn beside the server's other work."""
    return await asyncio.to_thread(drawn, svg, scale)


@lru_cache(KEPT)
def drawn(svg: str, scale: float) -> bytes:
    """The picture, with as many points for each of the figure's."""
    import vl_convert  # noqa: PLC0415 - 80 MB that only pictures need

    points: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return points
