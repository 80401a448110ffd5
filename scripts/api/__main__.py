"""`python -m scripts.api`: write what is made from the schema."""

from __future__ import annotations

from pathlib import Path

from scripts.api.code import written

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Write each file that is not as it should be, and say so."""
    for name, text in written().items():
        path = ROOT / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
