"""Photos of a project's works that staff publish: before, during, after; what a camera wrote into them is taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from budgeting.refusal import Refusal
from models import Commune, Project, ProjectPhoto
from models.project import EventKind
from models.works import PhotoMoment
from services.house import House
from services.projects.events import Happened, project_with_works, words_of, write_event
from services.projects.reading import find_project
from services.projects.reasons import ProjectReason
from services.projects.words import photo_words
from services.sent_files import PhotoFile, kept_photo
from services.uploads import Upload, keep_picture

LARGEST = 4 * 1024 * 1024
MOST = 12


@dataclass(frozen=True, slots=True)
class ProjectPhotoView:
    """One photo: when in the works it was taken, what it shows, its size in bytes."""

    id: int
    moment: str
    alt: str
    size: int
    made_at: datetime


def keep_project_picture(house: House, content: bytes) -> Upload:
    """Write a picture down, smaller and without what the camera put beside it; `Refusal` for anything else.

    Called before the transaction that names the file, as `services.uploads.keep_upload`.
    """
    return keep_picture(house, content, max_bytes=LARGEST)


def photos_of(session: Session, project_id: int) -> list[ProjectPhotoView]:
    """Return a project's photos: before, during, after, each by when they were put in."""
    rows = session.scalars(select(ProjectPhoto).where(ProjectPhoto.project_id == project_id).order_by(ProjectPhoto.id))
    order = {moment: place for place, moment in enumerate(PhotoMoment)}
    views = [ProjectPhotoView(row.id, str(row.moment), row.alt, row.size, row.made_at) for row in rows]
    return sorted(views, key=lambda one: order[PhotoMoment(one.moment)])


def add_photo(
    session: Session,
    house: House,
    commune_id: int,
    project_id: int,
    moment: str,
    alt: str,
    upload: Upload,
    *,
    staff_id: int | None,
) -> int:
    """Publish a photo and return its id; followers hear of the first one before, during and after the works."""
    project, shows = project_with_works(session, commune_id, project_id), words_of(alt)
    if not shows:
        raise Refusal(ProjectReason.PHOTO_WITHOUT_WORDS)
    if moment not in set(PhotoMoment):
        raise Refusal(ProjectReason.PHOTO_MOMENT_WRONG)
    there = photos_of(session, project.id)
    if len(there) >= MOST:
        raise Refusal(ProjectReason.TOO_MANY_PHOTOS, most=MOST)
    row = ProjectPhoto(
        project_id=project.id,
        moment=PhotoMoment(moment),
        stored_as=upload.stored_as,
        size=upload.size,
        alt=shows,
        made_at=house.clock(),
    )
    session.add(row)
    session.flush()
    words = None if moment in {one.moment for one in there} else _news(session, house, project)
    details = {"step": "added", "moment": moment, "alt": shows}
    happened = Happened(EventKind.PHOTO, "project_photo_added", details, words=words)
    write_event(session, house, project, happened, staff_id=staff_id)
    return row.id


def remove_photo(session: Session, house: House, commune_id: int, photo_id: int, *, staff_id: int | None) -> str:
    """Take a photo off the page and return its file's name, to be removed once that is durable."""
    row = session.get(ProjectPhoto, photo_id)
    if row is None:
        raise Refusal(ProjectReason.NO_SUCH_PHOTO)
    project = project_with_works(session, commune_id, row.project_id)
    stored_as = row.stored_as
    session.delete(row)
    session.flush()
    happened = Happened(EventKind.PHOTO, "project_photo_removed", {"step": "removed", "moment": str(row.moment)})
    write_event(session, house, project, happened, staff_id=staff_id)
    return stored_as


def open_project_photo(session: Session, house: House, commune_id: int, number: int, photo_id: int) -> PhotoFile:
    """Return a photo of the commune's project of that number; `Refusal` where there is none."""
    project, row = find_project(session, commune_id, number), session.get(ProjectPhoto, photo_id)
    if row is None or row.project_id != project.id:
        raise Refusal(ProjectReason.NO_SUCH_PHOTO)
    return kept_photo(house, row.stored_as)


def _news(session: Session, house: House, project: Project) -> Phrase | None:
    commune = session.get_one(Commune, project.commune_id)
    if not house.public_url:
        return None
    return photo_words(project, f"{house.public_url}/{commune.key}/projects/{project.number}")
