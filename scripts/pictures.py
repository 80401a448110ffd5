"""Pictures of the main pages of this knowledge base: docs/screenshots/."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from kb.corpus import load
from kb.database.build import build
from scripts.benchmark.pages import served
from scripts.benchmark.process import ROOT

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 96
"""Enough for text and flat tints, in half the bytes."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What is seen of a page in a window."""

    name: str
    path: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    at: str = "main"
    """What stands at the top of the picture."""


SHOTS = (
    Shot("home", "/", 1200, 900),
    Shot("claim", "/claims/energy-expenditure-vs-forward", 1200, 900),
    Shot("said-and-shown", "/claims/energy-expenditure-vs-forward", 1200, 760, at="#gaps"),
    Shot("document", "/documents/retro-walking-guide", 1200, 960),
    Shot("gaps", "/gaps?severity=major", 1200, 900),
    Shot("doses", "/doses", 1200, 1000, at="#compared"),
    Shot("check", "/check?text=Walking+backwards+burns+60+%25+more+calories.", 1200, 760, "dark"),
    Shot("claim-phone", "/claims/energy-expenditure-vs-forward", 390, 800, "dark"),
)


def main() -> int:
    """Build, serve, take every picture; 0 when all were taken."""
    argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__).parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("scripts/screenshots needs chromium on PATH\n")
        return 2
    pictures = all_taken(chromium)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name, picture in pictures.items():
        path = FOLDER / f"{name}.png"
        path.write_bytes(picture)
        print(f"{path.relative_to(ROOT)}: {len(picture) / 1000:.0f} kB")
    return 0


def all_taken(chromium: str) -> dict[str, bytes]:
    """Every picture by its name, of a base that is built and served for this."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = build(load(ROOT)[0], Path(folder) / "kb.db").path
        with served(built) as connection:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            pictures = {shot.name: small(taken(browser, connection.port, shot)) for shot in SHOTS}
            browser.close()
    return pictures


def taken(browser: Browser, port: int, shot: Shot) -> bytes:
    """A picture of a page as PNG."""
    window = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    window.goto(f"http://127.0.0.1:{port}{shot.path}")
    if shot.at != "main":
        window.locator(shot.at).evaluate("at => at.scrollIntoView()")
    picture = window.screenshot()
    window.close()
    return picture


def small(picture: bytes) -> bytes:
    """The picture in fewer colours."""
    target = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(target, "PNG", optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
