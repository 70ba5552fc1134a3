"""Drafts of copies: private while they grow, gone when they are whole or failed, and cleared after a killed process.

Every process that copies into a folder holds a lock on that folder together with the others. Who can have the lock
alone is the only one: whatever draft lies there belongs to nobody any more. The system lets go of the locks of a
process that dies, however it dies.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

DRAFT = re.compile(r"\.palabre-[0-9a-f]{16}\.draft(-journal)?")
"""The name of a draft; SQLite keeps a journal beside the one it writes."""


@contextmanager
def draft_in(folder: Path) -> Iterator[Path]:
    """Lend an empty file that only its owner may read, under a name that is no copy's; it is gone afterwards.

    Whoever gives it a name of its own before takes it away.
    """
    with _held(folder, fcntl.LOCK_SH):
        draft = folder / f".palabre-{secrets.token_hex(8)}.draft"
        try:
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            yield draft
        finally:
            draft.unlink(missing_ok=True)  # half a copy must never pass for one


def clear_left(folder: Path) -> list[Path]:
    """Remove the drafts that dead processes left in a folder and return them; none while another process copies."""
    with _held(folder, fcntl.LOCK_EX | fcntl.LOCK_NB) as is_held:
        left = sorted(filter(_is_draft, folder.iterdir())) if is_held else []
        for draft in left:
            draft.unlink(missing_ok=True)
        return left


def _is_draft(path: Path) -> bool:
    return DRAFT.fullmatch(path.name) is not None and S_ISREG(path.lstat().st_mode)


@contextmanager
def _held(folder: Path, how: int) -> Iterator[bool]:
    """Hold a folder, which is made where there is none; False where others do, or its file system knows no locks."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _is_locked(handle, how)
    finally:
        os.close(handle)


def _is_locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how)
    except OSError:
        return False
    return True
