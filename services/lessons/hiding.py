"""Taking a built-in lesson off the list of citizens, and putting it back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.lessons import built_in_lessons
from budgeting.refusal import Refusal
from models import Commune
from services.audit import record
from services.house import House
from services.lessons.offered import offered_lessons
from services.lessons.reasons import LessonNo


def hide_lesson(session: Session, house: House, commune_id: int, key: str, *, staff_id: int | None) -> None:
    """Offer a built-in lesson no more; `Refusal` where there is none of that key, or it is the last one offered."""
    commune = _commune(session, commune_id, key)
    if key in commune.hidden_lessons:
        return
    if {lesson.key for lesson in offered_lessons(session, commune, commune.languages)} <= {key}:
        raise Refusal(LessonNo.LAST_ONE)
    commune.hidden_lessons = [*commune.hidden_lessons, key]
    _note(session, house, commune_id, key, "lesson_hidden", staff_id)


def show_lesson(session: Session, house: House, commune_id: int, key: str, *, staff_id: int | None) -> None:
    """Offer a hidden lesson again."""
    commune = _commune(session, commune_id, key)
    if key not in commune.hidden_lessons:
        return
    commune.hidden_lessons = [hidden for hidden in commune.hidden_lessons if hidden != key]
    _note(session, house, commune_id, key, "lesson_shown", staff_id)


def _commune(session: Session, commune_id: int, key: str) -> Commune:
    commune = session.get_one(Commune, commune_id)
    session.refresh(commune, with_for_update=True)  # two people who hide at once would each leave the other's out
    if key not in {lesson.key for lesson in built_in_lessons(commune.country)}:
        raise Refusal(LessonNo.UNKNOWN)
    return commune


def _note(session: Session, house: House, commune_id: int, key: str, act: str, staff_id: int | None) -> None:
    record(session, house, act=act, subject="lesson", subject_id=key, staff_id=staff_id, commune_id=commune_id)
