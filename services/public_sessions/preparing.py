"""Preparing a session: who leads it, how it works, what opens it, how many people are awaited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.sms.clean import LONGEST as LONGEST_LINE
from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models.public_session import Presence
from services.house import House
from services.public_sessions.finding import lock_session, note, words
from services.public_sessions.reasons import SessionNo

MOST_OFFICIALS = 20
LONGEST_PROSE = 5000
MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class Official:
    """Who leads a session: what they do there, and their name, which may be left out."""

    role: str
    name: str = ""


def set_bureau(
    session: Session, house: House, commune_id: int, session_id: int, officials: Sequence[Official], *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Write down who leads a session, in place of who stood there; lines with neither word are left out."""
    row = lock_session(session, commune_id, session_id)
    lines = [{"role": words(one.role, None), "name": words(one.name, None)} for one in officials]
    bureau = [line for line in lines if line["role"] or line["name"]]
    if any(not line["role"] for line in bureau):
        raise Refusal(SessionNo.OFFICIAL_WITHOUT_ROLE)
    if len(bureau) > MOST_OFFICIALS:
        raise Refusal(SessionNo.TOO_MANY_OFFICIALS, most=MOST_OFFICIALS)
    row.bureau = bureau
    note(session, house, row, "session_bureau_set", staff_id, officials=len(bureau))


def set_texts(
    session: Session, house: House, commune_id: int, session_id: int, opening: str, method: str, *, staff_id: int | None
) -> None:
    """Write down what was said at the opening and how the session works."""
    row = lock_session(session, commune_id, session_id)
    row.opening, row.method = _prose(opening), _prose(method)
    note(session, house, row, "session_texts_set", staff_id)


def set_planned(
    session: Session, house: House, commune_id: int, session_id: int, planned: Mapping[str, int | None], *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Write down how many people of each kind are awaited; nothing is not nought."""
    row = lock_session(session, commune_id, session_id)
    said = {kind: number for kind, number in planned.items() if number is not None}
    if not set(said) <= set(Presence) or not all(0 <= number <= MOST_PEOPLE for number in said.values()):
        raise Refusal(SessionNo.PLAN_WRONG, most=MOST_PEOPLE)
    row.planned = said
    note(session, house, row, "session_planned", staff_id, people=sum(said.values()))


def _prose(text: str) -> str | None:
    if len(text) > LONGEST_PROSE or any(len(line) > LONGEST_LINE for line in text.splitlines()):
        raise Refusal(SessionNo.TOO_LONG, most=min(LONGEST_PROSE, LONGEST_LINE))
    return "\n".join(map(one_line, text.splitlines())).strip() or None
