"""A knowledge base served over HTTP, as other programs meet it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from datasette.app import Datasette


@contextmanager
def listening(database: Path) -> Iterator[str]:
    """Serve a built file at a free port of this machine, and tell the address."""
    datasette = Datasette([], immutables=[str(database)])
    server = uvicorn.Server(uvicorn.Config(datasette.app(), log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as listener:  # who comes early waits here
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()
    datasette.executor.shutdown()
