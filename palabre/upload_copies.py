"""The uploads, packed beside the copy of the database while files come and go."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

from palabre.backups import BackupFailed
from palabre.copy_drafts import draft_in
from services.private_file import give_name


def back_up_files(files: Path, copy: Path) -> Path | None:
    """Pack the uploads beside the database's copy, under its name; None when there are none.

    What is gone by its turn is left out: readings of budgets make and remove files all the time. `BackupFailed` where
    anything that is there cannot be packed.
    """
    target = copy.with_name(f"{copy.stem}-files.tar.gz")
    try:
        if not _is_folder(files) or not any(files.iterdir()):
            return None
        with draft_in(copy.parent) as draft:
            _pack(files, draft)
            if give_name(draft, target):
                return target
    except OSError as error:
        raise BackupFailed(f"The uploads could not be packed: {error}. Put that right, then try again.") from error
    raise BackupFailed(f"The uploads were not packed: {target} is there already. Move it away, then try again.")


def _pack(files: Path, draft: Path) -> None:
    # Links are followed: one that is packed as such leads nowhere on the machine where the copy is needed.
    with tarfile.open(draft, "w:gz", dereference=True) as packed:
        for path in _uploads_in(files, set()):
            try:
                _add(packed, path, str(path.relative_to(files)))
            except FileNotFoundError:
                continue


def _add(packed: tarfile.TarFile, path: Path, name: str) -> None:
    entry = packed.gettarinfo(path, name)
    if not entry.isfile():
        packed.addfile(entry)
        return
    content = path.read_bytes()  # at once: the head tells the length, and a file may be written over meanwhile
    entry.size = len(content)
    packed.addfile(entry, io.BytesIO(content))


def _uploads_in(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Yield a folder and all that is in it, each folder once: a link may lead back to where it stands."""
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    yield folder
    for path in _inside(folder):
        if _is_folder(path):
            yield from _uploads_in(path, seen)
        elif path.is_file():
            yield path


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []


def _is_folder(path: Path) -> bool:
    """Is it a folder? A link to what is not there hides uploads, on a disk that is not mounted, and is no "none"."""
    if path.is_symlink() and not path.exists():
        raise BackupFailed(f"{path} is a link to what is not there. Put that right, then try again.")
    return path.is_dir()
