"""The installation's secret: made once into a private file, refused when it is unsafe."""

from __future__ import annotations

import secrets
from pathlib import Path

from services.private_file import write_once

SHORTEST = 16
FEWEST_LETTERS = 8
FILE = "secret"


class UnsafeSetting(Exception):
    """A setting that production may not run with; the text says what to set."""


def find_secret(given: str, folder: Path) -> str:
    """Return the given secret, or the one in the folder's file, made on the first start."""
    if given:
        if no := why_not_secret(given):
            raise UnsafeSetting(f"SECRET_KEY {no}, or leave it empty.")
        return given
    path = folder / FILE
    if not path.exists():
        write_once(path, secrets.token_hex(32))
    found = path.read_text(encoding="ascii").strip()
    if why_not_secret(found):
        raise UnsafeSetting(f"{path} is damaged: put the secret back from its backup.")
    return found


def why_not_secret(secret: str) -> str | None:
    """Return what is wrong with a secret, or None."""
    if len(secret) < SHORTEST:
        return f"is too short: use at least {SHORTEST} characters"
    if len(set(secret)) < FEWEST_LETTERS:
        return "repeats itself: use a random one, such as the output of `openssl rand -hex 32`"
    return None
