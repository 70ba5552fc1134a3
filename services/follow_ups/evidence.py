"""What proves a promise: a document that is published or put in, a figure, a photo."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Document, Evidence
from models.follow_up import EvidenceKind, FollowUpEventKind, Visibility
from services.follow_ups.events import Step, write_event
from services.follow_ups.finding import get_follow_up
from services.follow_ups.reasons import FollowUpNo
from services.house import House
from services.uploads import FileNo, Upload, keep_picture, path_of
from services.uploads.keeping import media_type_of

LARGEST_PHOTO = 4 * 1024 * 1024
LONGEST_WORDS = 200
LONGEST_UNIT = 32
MOST = 30
"""Pieces for one promise: a list that somebody reads on a phone."""


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """What proves it: `words`, and at most one of a published document, a file, a photo, a figure in thousandths.

    Words alone name a document that is kept elsewhere.
    """

    words: str
    document_id: int | None = None
    upload: Upload | None = None
    is_photo: bool = False
    figure: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece; `figure` in thousandths of `unit`, `size` in bytes; `document_id` of one that is still published.

    `is_inside` one that staff alone read until they choose to show it.
    """

    id: int
    kind: str
    words: str
    made_at: datetime
    document_id: int | None = None
    figure: int | None = None
    unit: str | None = None
    file_name: str | None = None
    size: int | None = None
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A kept file, ready to be sent; the type comes from its content."""

    path: Path
    file_name: str
    media_type: str
    is_photo: bool


def keep_evidence_photo(house: House, content: bytes) -> Upload:
    """Write a photo down, smaller and without what the camera put beside it; `Refusal` for anything else.

    Called before the transaction that names the file, as `services.uploads.keep_upload`.
    """
    return keep_picture(house, content, max_bytes=LARGEST_PHOTO)


def add_evidence(
    session: Session, house: House, commune_id: int, number: int, new: NewEvidence, *, staff_id: int | None
) -> int:
    """Put a proof beside a promise and return its id; it is read by whoever reads the promise."""
    row = get_follow_up(session, commune_id, number)
    document = _document(session, commune_id, new.document_id)
    shown = one_line(new.words, LONGEST_WORDS) or (document.title if document else "")
    if no := _why_not(session, row.id, new, shown):
        raise no
    upload = new.upload
    piece = Evidence(
        follow_up_id=row.id,
        kind=_kind(new),
        words=shown,
        document_id=document.id if document else None,
        figure=new.figure,
        unit=one_line(new.unit, LONGEST_UNIT) or None,
        stored_as=upload.stored_as if upload else None,
        file_name=upload.file_name if upload else None,
        size=upload.size if upload else None,
        is_inside=row.visibility != Visibility.PUBLIC,
        staff_id=staff_id,
        made_at=house.clock(),
    )
    session.add(piece)
    session.flush()
    details = {"evidence": str(piece.kind), "words": shown}
    write_event(session, house, row, Step(FollowUpEventKind.EVIDENCE, details), staff_id=staff_id)
    return piece.id


def remove_evidence(
    session: Session, house: House, commune_id: int, number: int, evidence_id: int, reason: str, *, staff_id: int | None
) -> str | None:
    """Take a piece away that was put in by mistake; its file's name is returned, to be removed once that is durable."""
    row, why = get_follow_up(session, commune_id, number), one_line(reason)
    piece = _piece(session, row.id, evidence_id)
    if not why:
        raise Refusal(FollowUpNo.REASON_NEEDED)
    stored_as = piece.stored_as
    details = {"evidence": str(piece.kind), "words": piece.words, "step": "removed"}
    session.delete(piece)
    session.flush()
    write_event(session, house, row, Step(FollowUpEventKind.EVIDENCE, details, why), staff_id=staff_id)
    return stored_as


def evidence_of(session: Session, follow_up_id: int, *, with_inside: bool = True) -> list[EvidenceView]:
    """Return what proves a promise, in the order in which it came; to everybody what they may see."""
    return evidence_by_promise(session, [follow_up_id], with_inside=with_inside).get(follow_up_id, [])


def evidence_by_promise(
    session: Session, follow_up_ids: Collection[int], *, with_inside: bool
) -> dict[int, list[EvidenceView]]:
    """Return what proves some promises, by the id of each that has anything; to everybody what they may see."""
    published = Document.withdrawn_at.is_(None)
    query = (
        select(Evidence, Document.id)
        .outerjoin(Document, (Document.id == Evidence.document_id) & published)
        .where(Evidence.follow_up_id.in_(follow_up_ids), true() if with_inside else Evidence.is_inside.is_(False))
        .order_by(Evidence.id)
    )
    found: dict[int, list[EvidenceView]] = {}
    for row, document_id in session.execute(query):
        found.setdefault(row.follow_up_id, []).append(_view(row, document_id))
    return found


def has_evidence(session: Session, follow_up_id: int) -> bool:
    """Is there anything that proves it?"""
    return session.scalar(select(Evidence.id).where(Evidence.follow_up_id == follow_up_id).limit(1)) is not None


def open_evidence(
    session: Session, house: House, follow_up_id: int, evidence_id: int, *, with_inside: bool = True
) -> EvidenceFile:
    """Return the file of a piece that proves a promise; `Refusal` where it has none, or none that everybody may see."""
    piece = _piece(session, follow_up_id, evidence_id)
    if piece.stored_as is None or (piece.is_inside and not with_inside):
        raise Refusal(FollowUpNo.NO_SUCH_EVIDENCE)
    path = path_of(house, piece.stored_as)
    if not path.is_file():
        raise Refusal(FileNo.GONE)
    name = piece.file_name or piece.stored_as
    return EvidenceFile(path, name, media_type_of(piece.stored_as), piece.kind == EvidenceKind.PHOTO)


def _why_not(session: Session, follow_up_id: int, new: NewEvidence, shown: str) -> Refusal | None:
    if not shown:
        return Refusal(FollowUpNo.EVIDENCE_WITHOUT_WORDS)
    if sum(one is not None for one in (new.document_id, new.upload, new.figure)) > 1:
        return Refusal(FollowUpNo.EVIDENCE_TWICE)
    there = session.scalar(select(func.count(Evidence.id)).where(Evidence.follow_up_id == follow_up_id)) or 0
    return Refusal(FollowUpNo.TOO_MUCH_EVIDENCE, most=MOST) if there >= MOST else None


def _kind(new: NewEvidence) -> EvidenceKind:
    if new.figure is not None:
        return EvidenceKind.FIGURE
    return EvidenceKind.PHOTO if new.upload and new.is_photo else EvidenceKind.DOCUMENT


def _document(session: Session, commune_id: int, document_id: int | None) -> Document | None:
    """Return the commune's published document of that id."""
    if document_id is None:
        return None
    found = session.get(Document, document_id)
    if found is None or found.commune_id != commune_id or found.withdrawn_at is not None:
        raise Refusal(FollowUpNo.NO_SUCH_DOCUMENT)
    return found


def _piece(session: Session, follow_up_id: int, evidence_id: int) -> Evidence:
    found = session.get(Evidence, evidence_id)
    if found is None or found.follow_up_id != follow_up_id:
        raise Refusal(FollowUpNo.NO_SUCH_EVIDENCE)
    return found


def _view(row: Evidence, document_id: int | None) -> EvidenceView:
    return EvidenceView(
        row.id,
        str(row.kind),
        row.words,
        row.made_at,
        document_id,
        row.figure,
        row.unit,
        row.file_name,
        row.size,
        row.is_inside,
    )
