"""Teaching a word, taking it back, listing what is taught; changes are in the trail, the words are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.understanding.taught import Means, key_of
from budgeting.refusal import Refusal
from models import Commune, TaughtWord, Unheard
from services.audit import record
from services.house import House
from services.numbering import hold
from services.taught_words.kept import means_of, note_change
from services.taught_words.reasons import TaughtNo
from services.taught_words.trial import Typed, check_word
from services.unheard import get_unheard


@dataclass(frozen=True, slots=True)
class Taught:
    """A word that is taught: `explained` counts the texts of the list that it explained."""

    id: int
    language: str
    phrase: str
    means: Means
    taught_at: datetime
    explained: int


def keep_word(
    session: Session, house: House, commune_id: int, unheard_id: int, typed: Typed, *, staff_id: int | None
) -> int:
    """Teach a word from a row of the list, after the same checks as a trial's; return how many rows it explains.

    It is heard from the next message on. Also while people vote: a message in which a vote may stand, or that comes
    while a vote is being cast, is heard by the house's words alone.
    """
    hold(session, f"taught-{commune_id}")  # the digest on the commune is that of every word, others' changes too
    commune = session.get_one(Commune, commune_id)
    explained = check_word(session, commune, get_unheard(session, commune_id, unheard_id), typed)
    row = TaughtWord(
        commune_id=commune_id,
        language=typed.language,
        key=key_of(typed.phrase),
        phrase=typed.phrase,
        intent=typed.means.intent,
        topic=typed.means.topic,
        taught_at=house.clock(),
        staff_id=staff_id,
    )
    session.add(row)
    note_change(session, commune_id)
    ids = [one.id for one in explained]
    session.execute(update(Unheard).where(Unheard.id.in_(ids)).values(settled=True, taught_id=row.id))
    _note(session, house, "word_taught", row, staff_id)
    return len(ids)


def take_back(session: Session, house: House, commune_id: int, taught_id: int, *, staff_id: int | None) -> None:
    """Hear a taught word no more; what it explained is in the list again."""
    hold(session, f"taught-{commune_id}")
    mine = (TaughtWord.id == taught_id, TaughtWord.commune_id == commune_id)
    row = session.scalars(select(TaughtWord).where(*mine)).one_or_none()
    if row is None:
        raise Refusal(TaughtNo.UNKNOWN)
    session.execute(update(Unheard).where(Unheard.taught_id == row.id).values(settled=False, taught_id=None))
    _note(session, house, "word_taken_back", row, staff_id)
    session.delete(row)
    note_change(session, commune_id)


def list_taught(session: Session, commune_id: int) -> list[Taught]:
    """Return what a commune has taught, the latest first."""
    counts = (
        select(Unheard.taught_id, func.count().label("explained"))
        .where(Unheard.commune_id == commune_id)
        .group_by(Unheard.taught_id)
        .subquery()
    )
    rows = session.execute(
        select(TaughtWord, func.coalesce(counts.c.explained, 0))
        .outerjoin(counts, counts.c.taught_id == TaughtWord.id)
        .where(TaughtWord.commune_id == commune_id)
        .order_by(TaughtWord.id.desc())
    )
    return [
        Taught(row.id, row.language, row.phrase, means_of(row), row.taught_at, explained) for row, explained in rows
    ]


def _note(session: Session, house: House, act: str, row: TaughtWord, staff_id: int | None) -> None:
    """Write what a word means; the word itself is a citizen's and stays out of the trail."""
    record(
        session,
        house,
        act=act,
        subject="taught_word",
        subject_id=row.id,
        details={"language": row.language, "meaning": row.intent, "topic": row.topic},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
