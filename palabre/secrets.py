"""The installation's secret: made once into a private file, refused when it is unsafe."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SHORTEST = 16


class UnsafeSetting(Exception):
    """A setting that production may not run with; the text says what to set."""


def find_secret(given: str, folder: Path) -> str:
    """Return the given secret, or the one in the folder's file, made on the first start."""
    if given:
        if len(given) < SHORTEST:
            raise UnsafeSetting(f"SECRET_KEY is too short: use at least {SHORTEST} characters, or leave it empty.")
        return given
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text(encoding="ascii").strip()
