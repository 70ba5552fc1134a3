"""What the answer to a question promises: who asked hears of it, and when it moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import FollowUp, InformationRequest
from services.follow_ups.finding import is_open
from services.follow_ups.following import follow, tell_followers
from services.follow_ups.making import NewFollowUp, add_follow_up, text_of
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.words import answered_words
from services.house import House
from services.numbering import hold

ORIGIN = "request"


@dataclass(frozen=True, slots=True)
class PromisedAnswer:
    """What is promised in an answer: who answers for it, by when, who reads it."""

    text: str
    owner: str = ""
    person_id: int | None = None
    due_on: date | None = None
    visibility: str = ""


def promise_in_answer(
    session: Session, house: House, commune_id: int, request_id: int, given: PromisedAnswer, *, staff_id: int | None
) -> FollowUp:
    """Write down what an answer promises, and tell who asked; they follow it from now on.

    Pressed twice, the same promise is written down once and told once.
    """
    request = session.get(InformationRequest, request_id)
    if request is None or request.commune_id != commune_id:
        raise Refusal(FollowUpNo.SOURCE_UNKNOWN)
    hold(session, f"promise {request.id}")
    said = (FollowUp.text == text_of(given.text), FollowUp.due_on == given.due_on)
    mine = (FollowUp.commune_id == commune_id, FollowUp.origin == ORIGIN, FollowUp.origin_id == request.id)
    if (written := session.scalar(select(FollowUp).where(*mine, *said, is_open()).limit(1))) is not None:
        return written
    new = NewFollowUp(
        ORIGIN, given.text, given.owner, given.person_id, given.due_on, request.id, visibility=given.visibility
    )
    row = add_follow_up(session, house, commune_id, new, staff_id=staff_id)
    if request.contact_id and request.line_id:
        follow(session, house, row, request.contact_id, request.line_id)
        tell_followers(session, house, row, answered_words(row, request.reference))
    return row
