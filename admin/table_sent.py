"""A table that was sent: its name and its content, nothing of what is too large."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

MOST_BYTES = 10 * 1024 * 1024


def sent_table(file: object) -> tuple[str, bytes]:
    """Return the name and the content of what was sent; nothing of what is too large."""
    if not isinstance(file, FileStorage):
        return "", b""
    content = file.stream.read(MOST_BYTES + 1)
    return file.filename or "", content if len(content) <= MOST_BYTES else b""
