"""Photos and voice messages that citizens send: from a provider's file id to a file of our own for the staff.

The column `photo` of an idea and of a report, and `file` of a voice message, is one text:
`pending:<tries>:<provider's id>` until the worker has fetched it, then the kept file's own name; `gone:<why>` when it
never came; `demonstration` where a phone of the demonstration only pretended to send one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact, Proposal, ProposalVoice, WorksReport
from services.house import House
from services.uploads import FileNo, Upload, discard_upload, path_of
from services.uploads.keeping import is_kept_name, is_kept_voice, media_type_of

PENDING, GONE, DEMONSTRATION = "pending:", "gone:", "demonstration"
LONGEST_ID = 180
MOST_TRIES = 20
"""With a pause that doubles up to an hour: half a day of an absent provider is waited out."""

Holder = type[Proposal] | type[WorksReport] | type[ProposalVoice]
HOLDERS: dict[Holder, Any] = {
    Proposal: Proposal.photo,
    WorksReport: WorksReport.photo,
    ProposalVoice: ProposalVoice.file,
}
"""What holds a file that was sent, and in which column."""


class PhotoState(StrEnum):
    """Still with the provider, kept with us, never to be had, or sent by a phone that has no camera."""

    PENDING = "pending"
    KEPT = "kept"
    GONE = "gone"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file that waits at its provider; `mark` is what the row of its holder held when it was read."""

    holder: Holder
    row_id: int
    mark: str
    tries: int
    file_id: str

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from every other one."""
        return self.holder.__tablename__, self.row_id

    @property
    def is_voice(self) -> bool:
        """Is it sound?"""
        return self.holder is ProposalVoice


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A kept photo, ready to be sent; the type comes from its content."""

    path: Path
    media_type: str


def sent_photo(contact: Contact, file_id: str | None) -> str | None:
    """Return what a row holds of a photo or a voice message that was just sent with it.

    A trial phone sends a sound by the name under which its owner has just kept it here, and else only pretends to.
    """
    if not file_id:
        return None
    if contact.is_simulated:
        return file_id if is_kept_voice(file_id) else DEMONSTRATION
    return _mark(0, file_id) if len(file_id) <= LONGEST_ID else f"{GONE}long_id"


def state_of_photo(photo: str | None) -> PhotoState | None:
    """Return how far a photo has come, None where none was sent."""
    if not photo:
        return None
    if photo.startswith(PENDING):
        return PhotoState.PENDING
    if photo == DEMONSTRATION:
        return PhotoState.DEMONSTRATION
    return PhotoState.KEPT if is_kept_name(photo) else PhotoState.GONE


def wanted_files(session: Session, line_id: int, limit: int = 50) -> list[WantedFile]:
    """Return the files that wait at a line's provider, those tried least first."""
    found = [one for holder in HOLDERS for one in _wanted_of(session, holder, line_id, limit)]
    return sorted(found, key=lambda one: one.tries)[:limit]


def keep_file(session: Session, house: House, wanted: WantedFile, upload: Upload) -> bool:
    """Name the fetched file in its row; False, and the file is removed, when that no longer waits for it."""
    is_taken = _replace(session, wanted, upload.stored_as)
    if not is_taken:
        discard_upload(house, upload)
    return is_taken


def note_failed_try(session: Session, wanted: WantedFile, why: str, *, is_hopeless: bool) -> bool:
    """Count a try that failed; True when the file is given up, and nobody has fetched it meanwhile."""
    tries = wanted.tries + 1
    is_over = is_hopeless or tries >= MOST_TRIES
    is_noted = _replace(session, wanted, f"{GONE}{why}"[:LONGEST_ID] if is_over else _mark(tries, wanted.file_id))
    return is_over and is_noted


def kept_photo(house: House, photo: str | None) -> PhotoFile:
    """Return a kept photo; `Refusal` where there is none."""
    path = path_of(house, photo or "")
    if not path.is_file():
        raise Refusal(FileNo.GONE)
    return PhotoFile(path, media_type_of(path.name))


def _wanted_of(session: Session, holder: Holder, line_id: int, limit: int) -> list[WantedFile]:
    held = HOLDERS[holder]
    query = select(holder.id, held).where(holder.line_id == line_id, held.startswith(PENDING))
    rows = session.execute(query.order_by(held, holder.id).limit(limit))
    return [_wanted(holder, row_id, mark or "") for row_id, mark in rows]


def _wanted(holder: Holder, row_id: int, mark: str) -> WantedFile:
    tries, _, file_id = mark.removeprefix(PENDING).partition(":")
    return WantedFile(holder, row_id, mark, int(tries), file_id)


def _mark(tries: int, file_id: str) -> str:
    return f"{PENDING}{tries:02}:{file_id}"


def _replace(session: Session, wanted: WantedFile, mark: str) -> bool:
    """Write what a row holds unless somebody was faster."""
    holder, held = wanted.holder, HOLDERS[wanted.holder]
    mine = (holder.id == wanted.row_id, held == wanted.mark)
    return session.scalar(update(holder).where(*mine).values({held: mark}).returning(holder.id)) is not None
