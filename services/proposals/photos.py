"""Photos of proposals: from a provider's file id to a file of our own that staff may look at.

`Proposal.photo` is one text: `pending:<tries>:<provider's id>` until the worker has fetched it, then the kept file's
own name; `gone:<why>` when it never came; `demonstration` where a phone of the demonstration only pretended to send
one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact, Proposal
from services.house import House
from services.proposals.reading import find_proposal
from services.uploads import FileNo, Upload, discard_upload, path_of
from services.uploads.keeping import is_kept_name, media_type_of

PENDING, GONE, DEMONSTRATION = "pending:", "gone:", "demonstration"
LONGEST_ID = 180
MOST_TRIES = 20
"""With a pause that doubles up to an hour: half a day of an absent provider is waited out."""


class PhotoState(StrEnum):
    """Still with the provider, kept with us, never to be had, or sent by a phone that has no camera."""

    PENDING = "pending"
    KEPT = "kept"
    GONE = "gone"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class WantedPhoto:
    """A photo that waits at its provider; `mark` is what the proposal held when it was read."""

    proposal_id: int
    mark: str
    tries: int
    file_id: str


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A kept photo, ready to be sent; the type comes from its content."""

    path: Path
    media_type: str


def sent_photo(contact: Contact, file_id: str | None) -> str | None:
    """Return what a proposal holds of a photo that was just sent with it."""
    if not file_id:
        return None
    if contact.is_simulated:
        return DEMONSTRATION
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


def wanted_photos(session: Session, line_id: int, limit: int = 50) -> list[WantedPhoto]:
    """Return the photos that wait at a line's provider, those tried least first."""
    query = select(Proposal.id, Proposal.photo).where(Proposal.line_id == line_id, Proposal.photo.startswith(PENDING))
    rows = session.execute(query.order_by(Proposal.photo, Proposal.id).limit(limit))
    return [_wanted(proposal_id, photo or "") for proposal_id, photo in rows]


def keep_photo(session: Session, house: House, wanted: WantedPhoto, upload: Upload) -> bool:
    """Name the fetched file in its proposal; False, and the file is removed, when that no longer waits for it."""
    is_taken = _replace(session, wanted, upload.stored_as)
    if not is_taken:
        discard_upload(house, upload)
    return is_taken


def note_failed_try(session: Session, wanted: WantedPhoto, why: str, *, is_hopeless: bool) -> bool:
    """Count a try that failed; True when the photo is given up."""
    tries = wanted.tries + 1
    is_over = is_hopeless or tries >= MOST_TRIES
    _replace(session, wanted, f"{GONE}{why}"[:LONGEST_ID] if is_over else _mark(tries, wanted.file_id))
    return is_over


def open_photo(session: Session, house: House, commune_id: int, reference: str) -> PhotoFile:
    """Return the kept photo of a proposal of the commune; `Refusal` where there is none."""
    photo = find_proposal(session, commune_id, reference).photo
    path = path_of(house, photo or "")
    if not path.is_file():
        raise Refusal(FileNo.GONE)
    return PhotoFile(path, media_type_of(path.name))


def _wanted(proposal_id: int, mark: str) -> WantedPhoto:
    tries, _, file_id = mark.removeprefix(PENDING).partition(":")
    return WantedPhoto(proposal_id, mark, int(tries), file_id)


def _mark(tries: int, file_id: str) -> str:
    return f"{PENDING}{tries:02}:{file_id}"


def _replace(session: Session, wanted: WantedPhoto, photo: str) -> bool:
    """Write a proposal's photo unless somebody was faster."""
    mine = (Proposal.id == wanted.proposal_id, Proposal.photo == wanted.mark)
    return session.scalar(update(Proposal).where(*mine).values(photo=photo).returning(Proposal.id)) is not None
