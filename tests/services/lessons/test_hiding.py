from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.lessons import built_in_lessons
from budgeting.refusal import Refusal
from models import AuditEntry, Commune
from services.house import House
from services.lessons import hide_lesson, list_lessons, offered_lessons, show_lesson
from tests.services.townsfolk import plant_commune


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One transaction that is never committed."""
    with Session(engine) as opened:
        yield opened


@pytest.fixture
def commune(session: Session) -> Commune:
    return plant_commune(session)


def keys(session: Session, commune: Commune) -> list[str]:
    offered = offered_lessons(session, commune, ("fr",))
    assert [lesson.number for lesson in offered] == list(range(1, len(offered) + 1))
    return [lesson.key for lesson in offered]


def test_a_hidden_lesson_is_not_offered_until_it_is_shown_again(
    session: Session, house: House, commune: Commune
) -> None:
    other = plant_commune(session, "kozah", country=commune.country)
    before = keys(session, commune)
    for _twice in range(2):
        hide_lesson(session, house, commune.id, before[1], staff_id=None)
    assert keys(session, commune) == [before[0], *before[2:]]
    assert keys(session, other) == before
    assert [row.key for row in list_lessons(session, commune.id) if row.is_hidden] == [before[1]]
    for _twice in range(2):
        show_lesson(session, house, commune.id, before[1], staff_id=None)
    assert keys(session, commune) == before
    acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject == "lesson").order_by(AuditEntry.id))
    assert list(acts) == ["lesson_hidden", "lesson_shown"]


def test_one_lesson_stays_and_what_is_none_cannot_be_hidden(session: Session, house: House, commune: Commune) -> None:
    *others, last = (lesson.key for lesson in built_in_lessons(commune.country))
    for key in others:
        hide_lesson(session, house, commune.id, key, staff_id=None)
    with pytest.raises(Refusal, match="lesson_last_one"):
        hide_lesson(session, house, commune.id, last, staff_id=None)
    with pytest.raises(Refusal, match="no_such_lesson"):
        hide_lesson(session, house, commune.id, "nothing", staff_id=None)
