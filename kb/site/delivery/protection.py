"""Headers for every answer, Datasette's own included, which may have set them itself."""

from __future__ import annotations

from kb.site.delivery.asgi import App, Headers, Receive, Scope, Send, altered, completed, header

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "cross-origin-opener-policy": "same-origin-allow-popups",
}
"""Headers that no page of Datasette or of another plugin minds."""
LENIENT = "base-uri 'self'; object-src 'none'; frame-ancestors 'self'"
"""For pages that are not ours: Datasette's have scripts and styles in the page itself."""
PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For an SVG picture opened by itself: its own styles, and nothing that runs."""


def protected(app: App) -> App:
    """The application with the headers that its answers lack."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, receive, altered(send, _safe))

    return wrapped


def _safe(status: int, headers: Headers) -> Headers:  # noqa: ARG001 - errors need them too
    is_picture = header(headers, b"content-type").startswith("image/svg")
    policy = PICTURE if is_picture else LENIENT
    return completed(headers, {**EVERYWHERE, "content-security-policy": policy})
