"""What was asked and answered in the demonstration's session."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from services.house import House
from services.session_rooms.answering import answer_in_room
from services.session_rooms.asking import SaidAloud, ask_aloud

BETWEEN = "|"


def hear_questions(at: tuple[Session, House, int, int], asked: Sequence[str], staff: int) -> None:
    """Write down each question that was asked aloud, and its answer where one was given."""
    session, house, commune_id, session_id = at
    for line in asked:
        text, presence, answer, by = (part.strip() for part in line.split(BETWEEN))
        question = ask_aloud(session, house, commune_id, session_id, SaidAloud(text, presence), staff_id=staff)
        if answer:
            answer_in_room(session, house, commune_id, question.id, answer, by, staff_id=staff)
