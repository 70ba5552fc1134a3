"""The drawings of the symbols for pages that show them: the same files that sheets of paper are set with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sheets" / "symbols"


@cache
def drawing_of(symbol: str) -> str:
    """Return a symbol as SVG, white on nothing; `FileNotFoundError` for a name that is none."""
    return (FOLDER / f"{symbol}.svg").read_text(encoding="utf-8").strip()
