"""A bundle as one zip file, the same bytes for the same members: no clock, no user, no system in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name: when its members were written says nothing."""
UNIX, READABLE = 3, 0o100644 << 16
LEVEL = 9


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return the zip file with these members, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, READABLE
            archive.writestr(entry, members[name], compresslevel=LEVEL)
    return buffer.getvalue()
