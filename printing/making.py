"""A sheet and its words become a PDF: cleaned, remembered, and pressed by a process that ends when it is done."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from budgeting.refusal import Refusal
from locales.page_words import direction_of

PRESS = Path(__file__).parent / "press.py"
PATIENCE_SECONDS = 30
IN_THE_ROOM = 3
"""Sheets asked for at a time, one in the press and the others waiting: threads that answer messages must stay free."""
REMEMBERED = 24
# C0 and C1 controls, halves of surrogate pairs, and the marks that turn the direction of everything after them.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\ufeff\ufff9-\uffff\ue000-\uf8ff]")
# Between words of one direction isolates change nothing on the sheet, and stand as marks among its words when copied.
ISOLATES = re.compile("[\u2066-\u2069]")
FROM_RIGHT = frozenset({"R", "AL", "AN"})
LACKED = str.maketrans({"\N{MINUS SIGN}": "-"})
"""What no font here has, as amounts write it everywhere else."""
_room = threading.BoundedSemaphore(IN_THE_ROOM)
_press = threading.Lock()


class PrintingNo(StrEnum):
    """Why there is no PDF now."""

    BUSY = "printing_busy"
    FAILED = "printing_failed"


def make_pdf(sheet: str, data: Mapping[str, Any], language: str) -> bytes:
    """Return the PDF of a sheet: tagged (PDF/UA-1), in one language, the same bytes for the same data.

    `sheet` names a file of `printing/sheets`; `data` holds what it prints, said already: strings, whole numbers, lists
    and mappings of them, with at least `title` and `date` (ISO 8601). Raises `Refusal` when too many sheets are asked
    for at a time, or when the press fails.
    """
    return _pressed(_order(sheet, data, language))


def make_secret_pdf(sheet: str, data: Mapping[str, Any], language: str) -> bytes:
    """Return the PDF of a sheet that nobody may find again: as `make_pdf`, and nothing of it is remembered."""
    return _press_order(_order(sheet, data, language))


def _order(sheet: str, data: Mapping[str, Any], language: str) -> str:
    """Return everything the press needs as one JSON text."""
    direction = direction_of(language)
    return json.dumps(
        {
            "sheet": sheet,
            "language": language.replace("_", "-").split("-")[0],
            "direction": direction,
            "data": _printable(data, direction),
        },
        sort_keys=True,
    )


def _printable(value: Any, direction: str) -> Any:
    if isinstance(value, str):
        words = UNPRINTABLE.sub("", value).translate(LACKED)
        return ISOLATES.sub("", words) if direction == "ltr" and not _turns(words) else words
    if isinstance(value, Mapping):
        return {str(name): _printable(part, direction) for name, part in value.items()}
    return [_printable(part, direction) for part in value] if isinstance(value, list | tuple) else value


def _turns(words: str) -> bool:
    """Is anything in it read from right to left?"""
    return any(bidirectional(letter) in FROM_RIGHT for letter in words)


@lru_cache(maxsize=REMEMBERED)
def _pressed(order: str) -> bytes:
    return _press_order(order)


def _press_order(order: str) -> bytes:
    if not _room.acquire(blocking=False):
        raise Refusal(PrintingNo.BUSY)
    try:
        with _press:
            return _run(order)
    finally:
        _room.release()


def _run(order: str) -> bytes:
    """Start the press: its 50 MB go when it ends, and a sheet that would never end is stopped."""
    command = [sys.executable, "-P", str(PRESS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file; what is printed goes in as data
            command, input=order.encode(), capture_output=True, timeout=PATIENCE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Refusal(PrintingNo.FAILED) from error
    return done.stdout
