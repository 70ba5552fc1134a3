"""Questions answered at once: an earlier public answer to nearly the same words, always counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import KnownAnswer
from bot.understanding.fold import fold
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, Line, RequestGroup
from models.request import AnsweredFrom, RequestState
from services.house import House
from services.lessons import find_lesson
from services.requests.clock import clock_of, start_clock
from services.requests.filing import number, written_request
from services.requests.history import note_step
from services.requests.pausing import end_pause
from services.requests.reasons import OPEN, RequestNo

ALIKE = 80  # of 100, empty words left out: "quand ouvre la mairie" and "a quelle heure la mairie ouvre" must both do
LOOKED_AT = 2000
FEWEST = 2
"""Words of weight a question needs before it may be compared: one word says too little."""
_LITTLE = (
    "a au aux avec c ce ces comment combien dans de des du elle en es est et il je l la le les ma mes mon nos notre on "
    "ou par pour pourquoi pas quand que quel quelle quels quelles qui quoi s sa se ses son sur t te un une votre vos "
    "about and are at be do does for how i in is it my of on our the there to us we what when where which who why you "
    "في من على الى ل و ما ماذا متى كم كيف لماذا هل اين هو هي هذا هذه عن مع"
)
_NUMBER = re.compile(r"\d+")
EMPTY_WORDS = frozenset(map(fold, _LITTLE.split()))


class Told(StrEnum):
    """What an answer given at once was taken from, as its key begins: `group:7`, `lesson:vote`.

    A figure of the budget has no key: what was said of it is reckoned anew for whoever asks.
    """

    GROUP = "group"
    REQUEST = "request"
    LESSON = "lesson"


def gist_of(text: str) -> str:
    """Return the folded words of a question that say what it is about."""
    return " ".join(word for word in fold(text).split() if word not in EMPTY_WORDS)


@lru_cache(maxsize=2 * LOOKED_AT)
def _gist_of_public(question: str) -> str:
    """Return the gist of a question that stands in the public register: each is read once, not with every message."""
    return gist_of(question)


def likeness(one: str, other: str) -> float:
    """Return how alike two gists are, 0 to 100: the same words in any order, with small faults of spelling."""
    return float(fuzz.token_sort_ratio(one, other))


def has_same_numbers(one: str, other: str) -> bool:
    """Do two gists name the same numbers? A year is one word among many, and yet 2024 does not answer for 2025."""
    return numbers_in(one) == numbers_in(other)


def numbers_in(gist: str) -> list[str]:
    """Return the numbers that a gist names, in an order of their own."""
    return sorted(_NUMBER.findall(gist))


def find_known(session: Session, commune_id: int, text: str, topic: str | None) -> KnownAnswer | None:
    """Return the public answer to the most similar question of the same topic, None where none is alike enough."""
    wanted = gist_of(text)
    if len(wanted.split()) < FEWEST:
        return None
    answers = {**_groups(session, commune_id, topic), **_published(session, commune_id, topic)}
    gists = {key: _gist_of_public(question) for key, (question, _answer) in answers.items()}
    gists = {key: gist for key, gist in gists.items() if has_same_numbers(wanted, gist)}
    best = process.extractOne(wanted, gists, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return None if best is None else KnownAnswer(best[2], answers[best[2]][1])


def file_answered(
    session: Session,
    house: House,
    *,
    commune: Commune,
    contact: Contact,
    line: Line | None,
    text: str,
    topic: str | None,
    language: str,
    source: str,
) -> InformationRequest:
    """Count a question that published data may have answered, with its topic, channel, language and zone.

    It waits for staff with its clock running until the person says that it was answered: nobody knows that before.
    """
    row = written_request(commune, contact, line, text=text, topic=topic, language=language)
    row.answered_from, row.state = AnsweredFrom(source), RequestState.RECEIVED
    row.is_budget = row.is_budget or source == AnsweredFrom.BUDGET
    number(session, commune, row, house.clock())
    session.add(row)
    session.flush()
    start_clock(session, clock_of(session, commune), row)
    note_step(session, house, row, staff_id=None, reason="told_at_once")
    return row


def tell_waiting(session: Session, house: House, row: InformationRequest, source: str) -> None:
    """Note of a question that waits for staff that its asker was told at once what is published meanwhile."""
    session.refresh(row, with_for_update=True)  # staff may be settling it
    if row.answered_from is not None or row.state not in OPEN:
        return
    row.answered_from = AnsweredFrom(source)
    row.is_budget = row.is_budget or source == AnsweredFrom.BUDGET
    note_step(session, house, row, staff_id=None, reason="told_at_once")


def note_helped(
    session: Session, house: House, row: InformationRequest, *, helped: bool, key: str | None = None
) -> None:
    """Note what the citizen said of an answer given at once, that of a key; what did not help stays with staff.

    Who says so after staff have settled it changes nothing: theirs is the answer that stands.
    """
    if row.answered_from is None:
        raise Refusal(RequestNo.UNKNOWN)
    if row.state not in OPEN:
        return
    row.helped = helped
    if helped:
        row.state, row.settled_at = RequestState.ANSWERED, house.clock()
        kind, _colon, name = (key or "").partition(":")
        row.answer = WORDS_OF[Told(kind)](session, row, name) if key else None
        row.group_id = int(name) if kind == Told.GROUP else row.group_id
        end_pause(session, house, row)
        note_step(session, house, row, staff_id=None, reason="at_once")


def _groups(session: Session, commune_id: int, topic: str | None) -> dict[str, tuple[str, str]]:
    rows = session.execute(
        select(RequestGroup.id, RequestGroup.question, RequestGroup.answer)
        .where(RequestGroup.commune_id == commune_id, RequestGroup.answer.is_not(None))
        .where(RequestGroup.topic == topic if topic else RequestGroup.topic.is_(None))
        .order_by(RequestGroup.id.desc())
        .limit(LOOKED_AT)
    )
    return {f"{Told.GROUP}:{key}": (question, answer or "") for key, question, answer in rows}


def _published(session: Session, commune_id: int, topic: str | None) -> dict[str, tuple[str, str]]:
    rows = session.execute(
        select(InformationRequest.id, InformationRequest.public_text, InformationRequest.public_answer)
        .where(InformationRequest.commune_id == commune_id, InformationRequest.published_at.is_not(None))
        .where(InformationRequest.public_answer.is_not(None), InformationRequest.answer.is_not(None))
        .where(InformationRequest.topic == topic if topic else InformationRequest.topic.is_(None))
        .order_by(InformationRequest.id.desc())
        .limit(LOOKED_AT)
    )
    return {f"{Told.REQUEST}:{key}": (question or "", answer or "") for key, question, answer in rows}


def _of_group(session: Session, row: InformationRequest, name: str) -> str | None:
    group = session.get(RequestGroup, int(name))
    return group.answer if group and group.commune_id == row.commune_id else None


def _of_request(session: Session, row: InformationRequest, name: str) -> str | None:
    found = session.get(InformationRequest, int(name))
    return found.public_answer if found and found.commune_id == row.commune_id and found.published_at else None


def _of_lesson(session: Session, row: InformationRequest, name: str) -> str | None:
    commune = session.get_one(Commune, row.commune_id)
    found = find_lesson(session, commune, row.text, (row.language, *commune.languages))
    return found.text if found and found.key == name else None


WORDS_OF: Mapping[Told, Callable[[Session, InformationRequest, str], str | None]] = {
    Told.GROUP: _of_group,
    Told.REQUEST: _of_request,
    Told.LESSON: _of_lesson,
}
"""How the words of each kind of answer are read again; None where they stand no more."""
