"""How answers travel: when they are news, protected, to whoever may read them, compressed."""

from __future__ import annotations

from kb.site.delivery.asgi import App
from kb.site.delivery.compression import compressed
from kb.site.delivery.crossing import open_to_all
from kb.site.delivery.memory import remembered
from kb.site.delivery.protection import protected
from kb.site.site import Site


def delivered(site: Site, app: App) -> App:
    """Datasette's whole application, as readers meet it.

    A 304 is given outside of `protected`: a browser would take its policy for the page's own.
    """
    return compressed(open_to_all(site, remembered(site, protected(app))))
