"""The press: reads an order as JSON, sets the sheet, writes the PDF. It runs as a process of its own.

Everything printed reaches typst as JSON in `sys.inputs`, never as typst's own language, so no text can be a command.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).resolve().parent
SHEETS = FOLDER / "sheets"
FONTS = FOLDER / "fonts"
STANDARD = "ua-1"
TYPST: Any = typst  # its overloads know no options that come in a mapping


def press(order: Mapping[str, Any]) -> bytes:
    """Return the PDF of an order: `sheet`, `language`, `direction` and `data`.

    A text in a script that no font here has cannot be PDF/UA: it is then printed with boxes in its place, still tagged.
    """
    options = _options(order)
    try:
        return bytes(TYPST.compile(**options, format="pdf", pdf_standards=STANDARD))
    except typst.TypstError:
        return bytes(TYPST.compile(**options, format="pdf"))


def draw(order: Mapping[str, Any], points_per_inch: int = 80) -> list[bytes]:
    """Return the pages of an order as PNG, to be looked at."""
    pages: Any = TYPST.compile(**_options(order), format="png", ppi=points_per_inch)
    return [bytes(page) for page in pages] if isinstance(pages, list) else [bytes(pages)]


def overflows(order: Mapping[str, Any]) -> list[str]:
    """Return the names of the parts of a sheet that did not fit even in the smallest letters."""
    options = _options(order)
    found = json.loads(TYPST.query(options.pop("input"), "<overflow>", field="value", **options))
    return [str(name) for name in found]


def _options(order: Mapping[str, Any]) -> dict[str, Any]:
    name = str(order["sheet"])
    if not name.isidentifier():
        raise ValueError("a sheet is named like its file")
    inputs = {
        "data": json.dumps(order["data"]),
        "language": str(order["language"]),
        "direction": str(order["direction"]),
    }
    return {
        "input": str(SHEETS / f"{name}.typ"),
        "root": str(SHEETS),
        "font_paths": [str(FONTS)],
        "ignore_system_fonts": True,
        "sys_inputs": inputs,
    }


def main() -> None:
    """Press the order that stands on standard input."""
    sys.stdout.buffer.write(press(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
