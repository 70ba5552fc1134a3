"""Files in their folder, under names nobody outside has chosen."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from budgeting.refusal import Refusal
from services.house import House
from services.uploads.kinds import MEDIA_TYPES, FileKind, FileNo, Unwelcome, kind_of
from services.uploads.names import ending_of, safe_name
from services.uploads.plain_pictures import without_traces
from services.uploads.smaller_pictures import smaller_picture
from services.uploads.text import as_utf8
from services.uploads.voices import plain_voice

MAX_BYTES = 10 * 1024 * 1024
MAX_VOICE_BYTES = 4 * 1024 * 1024
"""Twice what five minutes take at the rate at which telephones record."""
FOLDER = "documents"
_STORED = re.compile(rf"[0-9a-f]{{32}}\.({'|'.join(kind.value for kind in FileKind)})")
PICTURES = frozenset({FileKind.PNG, FileKind.JPEG})
_OTHER_ENDINGS = {FileKind.JPEG: frozenset({"jpeg", "jpg"}), FileKind.CSV: frozenset({"csv", "txt", "tsv"})}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken: its name with us, the name to show, its size in bytes."""

    stored_as: str
    file_name: str
    size: int


def keep_upload(house: House, name: str, content: bytes, *, max_bytes: int = MAX_BYTES) -> Upload:
    """Look at a file and write it down for good; `Refusal` says what is wrong with it.

    Called before the transaction that names the file: a file nobody names is harmless, a name without a file is not.
    """
    kind = _judge(name, content, max_bytes)
    kept = _as_kept(kind, content)
    stored_as = f"{secrets.token_hex(16)}.{kind}"
    _write(house.files / FOLDER, stored_as, kept)
    return Upload(stored_as, safe_name(name, kind.value), len(kept))


def keep_picture(house: House, content: bytes, *, max_bytes: int = MAX_BYTES) -> Upload:
    """Keep a photo that came without a name, made smaller; `Refusal` for anything but a whole PNG or JPEG.

    Nothing of what was sent is kept but its points (`services.uploads.smaller_pictures`).
    """
    if _judge_content(content, max_bytes) not in PICTURES:
        raise Refusal(FileNo.KIND_NOT_TAKEN)
    smaller = smaller_picture(content)
    stored_as = f"{secrets.token_hex(16)}.{FileKind.JPEG}"
    _write(house.files / FOLDER, stored_as, smaller)
    return Upload(stored_as, f"photo.{FileKind.JPEG}", len(smaller))


def keep_voice(house: House, content: bytes, *, max_bytes: int = MAX_VOICE_BYTES) -> Upload:
    """Keep a voice message, the sound alone (`services.uploads.voices`); `Refusal` for anything else."""
    if len(content) > max_bytes:
        raise Refusal(FileNo.TOO_LARGE, most=max_bytes // (1024 * 1024))
    sound = plain_voice(content)
    stored_as = f"{secrets.token_hex(16)}.{FileKind.OGG}"
    _write(house.files / FOLDER, stored_as, sound)
    return Upload(stored_as, f"voice.{FileKind.OGG}", len(sound))


def discard_upload(house: House, upload: Upload) -> None:
    """Remove a file whose document was refused."""
    path_of(house, upload.stored_as).unlink(missing_ok=True)


def path_of(house: House, stored_as: str) -> Path:
    """Return where a file is kept; `Refusal` for a name that is not one of ours."""
    if not is_kept_name(stored_as):
        raise Refusal(FileNo.GONE)
    return house.files / FOLDER / stored_as


def is_kept_name(name: str) -> bool:
    """Is this a name that we gave a file?"""
    return _STORED.fullmatch(name) is not None


def is_kept_voice(name: str) -> bool:
    """Is this a name that we gave a voice message? It is drawn by lot: nobody knows that of another."""
    return is_kept_name(name) and name.endswith(f".{FileKind.OGG}")


def media_type_of(stored_as: str) -> str:
    """Return the type to serve a kept file as; it comes from the content, never from who sent the file."""
    return MEDIA_TYPES[FileKind(stored_as.rpartition(".")[2])]


def _as_kept(kind: FileKind, content: bytes) -> bytes:
    """Return a table in UTF-8, a picture without what a camera wrote beside it, and all else as it came."""
    if kind in PICTURES:
        return without_traces(content)
    return as_utf8(content) if kind is FileKind.CSV else content


def _judge(name: str, content: bytes, max_bytes: int) -> FileKind:
    kind = _judge_content(content, max_bytes)
    if ending_of(name) not in _OTHER_ENDINGS.get(kind, {kind.value}):
        raise Refusal(FileNo.NAME_DOES_NOT_FIT, kind=kind.value)
    return kind


def _judge_content(content: bytes, max_bytes: int) -> FileKind:
    if not content:
        raise Refusal(FileNo.EMPTY)
    if len(content) > max_bytes:
        raise Refusal(FileNo.TOO_LARGE, most=max_bytes // (1024 * 1024))
    try:
        return kind_of(content)
    except Unwelcome as no:
        raise Refusal(no.why, most=max_bytes // (1024 * 1024)) from no


def _write(folder: Path, stored_as: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / f".{stored_as}"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / stored_as)
