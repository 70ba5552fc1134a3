"""What citizens' own words say of who they are goes with them: a year after the end, or when they ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from models import Contact, InformationRequest, RequestEvent, RequestPause
from services.erasure import erase_contact, forget_addresses
from services.piece import Work
from services.requests import answer, ask_back
from services.requests.forgetting import BATCH, forget_old_askers
from services.requests.pausing import note_reply, reply_of
from services.retention import forget_words
from services.unit_of_work import UnitOfWork
from tests.services.requests.conftest import Town

ASKED = "Je m'appelle Afi Mensah, 97 00 00 01. Combien pour l'eau ?"
SAID = "C'est pour 2025, rappelez au +229 97 00 00 01"
T = TypeVar("T")
Forget = Callable[[Town], None]


def plant_settled(town: Town, *, settle: bool = True) -> int:
    row = town.ask(ASKED)
    staff = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: ask_back(s, town.house, text="Pour quelle année ?", **staff))
    person = {"commune_id": town.commune_id, "contact_id": town.contact_id, "reference": row.reference}
    town.house.work.write(lambda s: reply_of(s, town.house, text=SAID, **person))
    if settle:
        settle_it(town, row.id)
    return row.id


def settle_it(town: Town, request_id: int) -> None:
    where = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: answer(s, town.house, text="97 millions. Mairie: 22 90 11 22 33", **where))


def words_of(town: Town) -> list[str]:
    """All that is kept of the question but the answer of staff."""

    def look(session: Session) -> list[str | None]:
        pauses = session.execute(select(RequestPause.question, RequestPause.answer)).one()
        notes = session.scalars(select(RequestEvent.note).where(RequestEvent.staff_id.is_(None))).all()
        return [session.scalar(select(InformationRequest.text)), *pauses, *notes]

    return [text for text in town.house.work.read(look) if text]


def a_year_later(town: Town) -> None:
    town.clock.wait(days=366)
    forget_old_askers(town.house)


def erase(town: Town) -> None:
    town.house.work.write(lambda s: erase_contact(s, s.get_one(Contact, town.contact_id), town.clock.now))


@pytest.mark.parametrize("forget", [a_year_later, erase])
def test_names_and_numbers_go_from_the_question_the_reply_and_its_copy(town: Town, forget: Forget) -> None:
    plant_settled(town)
    assert sum("97 00 00 01" in text for text in words_of(town)) == 3
    forget(town)
    kept = " ".join(words_of(town))
    assert "97 00 00 01" not in kept and "Mensah" not in kept
    assert "Combien pour l'eau ?" in kept and "C'est pour 2025" in kept
    row = town.house.work.read(lambda session: session.scalars(select(InformationRequest)).one())
    assert (row.contact_id, row.answer) == (None, "97 millions. Mairie: 22 90 11 22 33")


def test_a_reply_that_staff_noted_is_masked_too(town: Town) -> None:
    row = town.ask(ASKED)
    staff = {"commune_id": town.commune_id, "request_id": row.id, "staff_id": town.staff_id}
    town.house.work.write(lambda s: ask_back(s, town.house, text="Pour quelle année ?", **staff))
    town.house.work.write(lambda s: note_reply(s, town.house, text=SAID, **staff))
    settle_it(town, row.id)
    erase(town)
    notes = town.house.work.read(lambda s: " ".join(filter(None, s.scalars(select(RequestEvent.note)))))
    assert "97 00 00 01" not in notes and "22 90 11 22 33" in notes


def test_an_open_question_keeps_its_words_until_it_is_answered(town: Town) -> None:
    number = plant_settled(town, settle=False)
    erase(town)
    assert "Mensah" in " ".join(words_of(town))
    settle_it(town, number)
    town.house.work.write(lambda session: forget_addresses(session, town.house.clock()))
    assert "Mensah" not in " ".join(words_of(town))


def test_a_question_asked_at_the_desk_is_masked_too(town: Town) -> None:
    number = plant_settled(town)

    def leave(session: Session) -> None:
        row = session.get_one(InformationRequest, number)
        row.contact_id = row.line_id = None

    town.house.work.write(leave)
    a_year_later(town)
    assert "Mensah" not in " ".join(words_of(town))


class Counted(UnitOfWork):
    """Counts the transactions that write."""

    writes = 0

    def write(self, work: Work[T], *, timeout: float = 60.0, is_repeatable: bool = False) -> T:
        self.writes += 1
        return super().write(work, timeout=timeout, is_repeatable=is_repeatable)


def test_a_year_of_questions_is_masked_once_and_in_several_transactions(town: Town, engine: Engine) -> None:
    when = {"received_at": town.clock.now, "settled_at": town.clock.now, "state": "answered"}
    row = {"commune_id": town.commune_id, "kind": "question", "channel": "phone", "language": "fr", "text": ASKED}
    rows = [{**row, **when, "reference": f"Q-{number}"} for number in range(BATCH + 1)]
    town.house.work.write(lambda session: session.execute(insert(InformationRequest), rows))
    work = Counted(engine)
    house = replace(town.house, work=work)
    town.clock.wait(days=365)
    assert (forget_old_askers(house), work.writes) == (0, 1)
    town.clock.wait(minutes=1)
    assert (forget_old_askers(house), work.writes) == (BATCH + 1, 3)
    assert (forget_old_askers(house), work.writes) == (0, 4)
    work.close()
    texts = town.house.work.read(lambda session: set(session.scalars(select(InformationRequest.text))))
    assert len(texts) == 1 and "Mensah" not in texts.pop()


def test_who_was_forgotten_before_is_not_masked_anew(town: Town) -> None:
    plant_settled(town)
    erase(town)
    town.clock.wait(days=366)
    assert forget_old_askers(town.house) == 0


@pytest.mark.parametrize(("due_on", "days", "is_kept"), [(date(2026, 6, 1), 200, True), (None, 366, False)])
def test_an_identity_never_settled_goes_a_year_after_it_was_due(
    town: Town, due_on: date | None, days: int, is_kept: bool
) -> None:
    number = town.ask().id

    def plant(session: Session) -> None:
        row = session.get_one(InformationRequest, number)
        row.form, row.due_on = b"sealed", due_on

    def form() -> bytes | None:
        return town.house.work.read(lambda session: session.get_one(InformationRequest, number).form)

    town.house.work.write(plant)
    town.clock.wait(days=days)
    town.house.work.write(lambda session: forget_words(session, town.clock.now))
    assert (form() is not None) is is_kept
    town.clock.wait(days=600)
    town.house.work.write(lambda session: forget_words(session, town.clock.now))
    assert form() is None
