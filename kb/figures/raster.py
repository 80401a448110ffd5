"""Pictures made of points, for where SVG is not shown."""

from __future__ import annotations


def png(svg: str, scale: float) -> bytes:
    """A figure in its light colours, with as many points for each of its own."""
    import vl_convert  # noqa: PLC0415 - 80 MB that only pictures need

    points: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return points
