"""The files that documents were read from, kept as they came: what a figure is checked against in the end."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import BudgetDocument
from services.budgets.publishing import LARGEST_ID
from services.budgets.reasons import BudgetReason
from services.house import House
from services.uploads.names import ending_of, safe_name

FOLDER = "budgets-sources"
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv",
}
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_STORED = re.compile(rf"[0-9a-f]{{32}}\.({'|'.join(MEDIA_TYPES)})")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A kept file: where it is, its type as told by its content, the name to save it under."""

    path: Path
    media_type: str
    file_name: str


def keep_source(house: House, content: bytes) -> str:
    """Write a file down for good under a name of our own; return that name.

    Called before the transaction that names it: a file nobody names is harmless, a name without a file is not.
    """
    stored_as = f"{secrets.token_hex(16)}.{_ending(content)}"
    folder = house.files / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / f".{stored_as}"
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / stored_as)
    return stored_as


def discard_source(house: House, stored_as: str) -> None:
    """Remove a file whose document was refused."""
    if _STORED.fullmatch(stored_as):
        (house.files / FOLDER / stored_as).unlink(missing_ok=True)


def source_file(session: Session, house: House, commune_id: int, document_id: int, *, public: bool) -> SourceFile:
    """Return the file a document was read from; `Refusal` where there is none, or none for the public."""
    document = None if document_id > LARGEST_ID else _document(session, commune_id, document_id)
    if document is None:
        raise Refusal(BudgetReason.NO_SUCH_DOCUMENT)
    hidden = document.withdrawn_at is not None or not (document.published and document.file_public)
    if document.stored_as is None or not _STORED.fullmatch(document.stored_as) or (public and hidden):
        raise Refusal(BudgetReason.FILE_GONE)
    path = house.files / FOLDER / document.stored_as
    if not path.exists():
        raise Refusal(BudgetReason.FILE_GONE)
    ending = document.stored_as.rpartition(".")[2]
    named = document.source if ending_of(document.source) == ending else f"{document.source}.{ending}"
    return SourceFile(path, MEDIA_TYPES[ending], safe_name(named, ending))


def _document(session: Session, commune_id: int, document_id: int) -> BudgetDocument | None:
    mine = (BudgetDocument.id == document_id, BudgetDocument.commune_id == commune_id)
    return session.scalar(select(BudgetDocument).where(*mine))


def _ending(content: bytes) -> str:
    """Return the kind of a file that the reader took, from its content alone."""
    if content.startswith(OLD_EXCEL):
        return "xls"
    if content.startswith(b"PK"):
        return "ods" if OPEN_DOCUMENT in content[:200] else "xlsx"
    return "csv"
