"""Files that staff put in, photos and voices that citizens send: looked at, kept under a name of our own, found again.

What lives here: telling a file's kind from its content, its limits, its safe name, its place in the folder of files.
It may import the standard library and `budgeting`; `services` and through it the panel call it.
What never happens here: believing a file's name or its declared type, or opening a path that came from outside.
"""

from services.uploads.keeping import MAX_BYTES, Upload, discard_upload, keep_picture, keep_upload, keep_voice, path_of
from services.uploads.kinds import FileKind, FileNo, kind_of

__all__ = [
    "MAX_BYTES",
    "FileKind",
    "FileNo",
    "Upload",
    "discard_upload",
    "keep_picture",
    "keep_upload",
    "keep_voice",
    "kind_of",
    "path_of",
]
