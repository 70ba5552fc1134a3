"""What staff do with a lesson: copy it, write it, publish it, take it back; each step stands in the trail."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from bot.lessons import LessonText
from budgeting.refusal import Refusal
from models import Commune, CommuneLesson
from services.audit import record
from services.house import House
from services.lessons.reasons import LessonNo
from services.lessons.texts import SentLesson, check_ready, text_of
from services.lessons.written import find_row, text_to_begin_with

OWN = "own-"


def copy_lesson(
    session: Session, house: House, commune_id: int, key: str, language: str, *, staff_id: int | None
) -> None:
    """Make a draft of a lesson in one of the commune's languages, from the text there is."""
    commune = _commune(session, commune_id, language)
    if find_row(session, commune_id, key, language):
        raise Refusal(LessonNo.THERE_ALREADY)
    text = text_to_begin_with(session, commune, key, language)
    _add(session, house, commune_id, key, language, text, staff_id)


def start_lesson(
    session: Session, house: House, commune_id: int, title: str, language: str, *, staff_id: int | None
) -> str:
    """Begin a lesson of the commune's own and return its key."""
    _commune(session, commune_id, language)
    text = text_of(SentLesson(title, (), ()))
    key = f"{OWN}{secrets.token_hex(4)}"
    _add(session, house, commune_id, key, language, text, staff_id)
    return key


def save_draft(
    session: Session,
    house: House,
    commune_id: int,
    key: str,
    language: str,
    sent: SentLesson,
    *,
    staff_id: int | None,
) -> None:
    """Keep a draft; citizens get it only once it is published."""
    row = _get(session, commune_id, key, language)
    row.draft, row.edited_at, row.staff_id = text_of(sent).as_json(), house.clock(), staff_id
    _note(session, house, row, "lesson_changed", staff_id)


def publish_lesson(
    session: Session, house: House, commune_id: int, key: str, language: str, *, staff_id: int | None
) -> None:
    """Give citizens the draft; a `Refusal` says which part or question does not fit."""
    row = _get(session, commune_id, key, language)
    check_ready(LessonText.from_json(row.draft), language)
    row.published, row.published_at = row.draft, house.clock()
    _note(session, house, row, "lesson_published", staff_id)


def withdraw_lesson(
    session: Session, house: House, commune_id: int, key: str, language: str, *, staff_id: int | None
) -> None:
    """Take the commune's text back: citizens get the built-in one again where there is one; the draft stays."""
    row = _get(session, commune_id, key, language)
    if row.published is None:
        raise Refusal(LessonNo.NOT_PUBLISHED)
    row.published = row.published_at = None
    _note(session, house, row, "lesson_withdrawn", staff_id)


def discard_draft(
    session: Session, house: House, commune_id: int, key: str, language: str, *, staff_id: int | None
) -> None:
    """Throw the commune's text away, published or not."""
    row = _get(session, commune_id, key, language)
    session.delete(row)
    _note(session, house, row, "lesson_discarded", staff_id)


def _commune(session: Session, commune_id: int, language: str) -> Commune:
    commune = session.get_one(Commune, commune_id)
    if language not in commune.languages:
        raise Refusal(LessonNo.UNKNOWN_LANGUAGE)
    return commune


def _get(session: Session, commune_id: int, key: str, language: str) -> CommuneLesson:
    row = find_row(session, commune_id, key, language)
    if row is None:
        raise Refusal(LessonNo.UNKNOWN)
    return row


def _add(
    session: Session,
    house: House,
    commune_id: int,
    key: str,
    language: str,
    text: LessonText,
    staff_id: int | None,
) -> None:
    row = CommuneLesson(
        commune_id=commune_id,
        key=key,
        language=language,
        draft=text.as_json(),
        published=None,
        edited_at=house.clock(),
        staff_id=staff_id,
    )
    session.add(row)
    session.flush()
    _note(session, house, row, "lesson_copied", staff_id)


def _note(session: Session, house: House, row: CommuneLesson, act: str, staff_id: int | None) -> None:
    record(
        session,
        house,
        act=act,
        subject="lesson",
        subject_id=row.key,
        details={"language": row.language},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
