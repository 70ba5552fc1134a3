"""What a file is, told from its content alone."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from services.uploads.text import reads_as_table

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
JPEG_HEAD = b"\xff\xd8\xff"
MOST_ENTRIES = 2000
MOST_UNPACKED = 200 * 1024 * 1024
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
}
ACTIVE_PARTS = ("/macrosheets/", "/dialogsheets/", "/activex/")
OFFICE_PARTS = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}


class FileNo(StrEnum):
    """Why a file is not taken."""

    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"
    TOO_LONG = "file_too_long"
    KIND_NOT_TAKEN = "file_kind_not_taken"
    HAS_MACROS = "file_has_macros"
    TOO_MANY_POINTS = "file_too_many_points"
    NAME_DOES_NOT_FIT = "file_name_does_not_fit"
    GONE = "file_gone"


class FileKind(StrEnum):
    """The kinds of files that are taken; the value is the ending under which they are kept.

    A voice message comes by `keep_voice` alone: staff put in no sound.
    """

    PDF = "pdf"
    ODS = "ods"
    ODT = "odt"
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    PNG = "png"
    JPEG = "jpg"
    OGG = "ogg"


MEDIA_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.OGG: "audio/ogg",
}


class Unwelcome(Exception):
    """The content is of no kind that is taken; `why` says what is wrong with it."""

    def __init__(self, why: FileNo) -> None:
        super().__init__(why)
        self.why = why


def kind_of(content: bytes) -> FileKind:
    """Return the kind of a file; `Unwelcome` for anything but a whole file of a kind that is taken."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return FileKind.PDF
    if content.startswith(PNG_HEAD) and content[12:16] == b"IHDR" and b"IEND" in content[-64:]:
        return FileKind.PNG
    if content.startswith(JPEG_HEAD) and b"\xff\xd9" in content[-4096:]:
        return FileKind.JPEG
    if content.startswith(b"PK\x03\x04"):
        return _packed_kind(content)
    if reads_as_table(content):
        return FileKind.CSV
    raise Unwelcome(FileNo.KIND_NOT_TAKEN)


def _packed_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_contents(archive)
            return FileKind(_open_document_kind(archive) or _office_kind(archive))
    except (zipfile.BadZipFile, ValueError, KeyError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise Unwelcome(FileNo.KIND_NOT_TAKEN) from error


def _check_contents(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unwelcome(FileNo.TOO_LARGE)
    if any(_is_macro(entry.filename.casefold()) for entry in entries):
        raise Unwelcome(FileNo.HAS_MACROS)


def _is_macro(name: str) -> bool:
    path = f"/{name.replace(chr(92), '/').removeprefix('./').lstrip('/')}"
    return (
        "vbaproject" in path or path.startswith(("/basic/", "/scripts/")) or any(part in path for part in ACTIVE_PARTS)
    )


def _open_document_kind(archive: zipfile.ZipFile) -> str:
    # OpenDocument 1.3, part 2, 3.3: the first entry is called mimetype and is not compressed. Nothing else is read:
    # packed bytes of a stranger are never unpacked here.
    first = next(iter(archive.infolist()), None)
    if (
        first is None
        or first.filename != "mimetype"
        or first.compress_type != zipfile.ZIP_STORED
        or first.file_size > 200
    ):
        return ""
    return OPEN_DOCUMENT.get(archive.read(first).strip(), "")


def _office_kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        return ""
    return next((kind for part, kind in OFFICE_PARTS.items() if part in names), "")
