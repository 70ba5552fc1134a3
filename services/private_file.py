"""Files that only their owner may read: whole or not at all, and nothing is written over unseen."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

ASIDE = ".aside-"
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


def write_once(path: Path, content: str | bytes) -> bool:
    """Write ASCII text, or any bytes, durably; False when the file was there already, and then it stays as it is.

    Another process never sees half of it, and a process killed in between leaves nothing under that name.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _draft_of(path)
    try:
        _write(draft, content)
        return give_name(draft, path)
    finally:
        draft.unlink(missing_ok=True)
        _sync(path.parent)


def put_in_place(path: Path, text: str) -> Path | None:
    """Write the text durably under a name; what stood there is kept beside it, under the name that is returned.

    A process killed in between leaves the name empty at worst, and what stood there beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _draft_of(path)
    aside = path.with_name(f"{path.name}{ASIDE}{secrets.token_hex(4)}")
    try:
        _write(draft, text)
        moved = _move(path, aside)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
        _sync(path.parent)
    return aside if moved else None


def give_name(draft: Path, path: Path) -> bool:
    """Give a written file of any bytes its name; False when that is taken, and then both stay as they are.

    The draft is gone afterwards; `path` is in the same folder. A process killed in between leaves a draft, or on a file
    system without hard links an empty file at worst.
    """
    _sync(draft)
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        return _take_place(draft, path)
    draft.unlink()
    _sync(path.parent)
    return True


def _take_place(draft: Path, path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    draft.replace(path)
    _sync(path.parent)
    return True


def left_beside(path: Path) -> list[Path]:
    """Return what may hold the file's text beside it: what `put_in_place` kept, and drafts.

    A process killed before it named its draft, or before it removed it, leaves that behind.
    """
    return sorted([*path.parent.glob(f"{path.name}{ASIDE}*"), *path.parent.glob(f".{path.name}.*")])


def _draft_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}")


def _move(path: Path, aside: Path) -> bool:
    try:
        path.rename(aside)
    except FileNotFoundError:
        return False
    return True


def _write(path: Path, content: str | bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content.encode("ascii") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)  # of a folder: the name too must survive the power cable
    finally:
        os.close(handle)
