from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Contact, Outbox
from services.erasure import erase_contact
from services.follow_ups.answering import PromisedAnswer, promise_in_answer
from services.follow_ups.asked import asked_follow_up
from services.follow_ups.following import follow, followed_references, forget_followers, is_followed, unfollow
from services.follow_ups.moving import Move, move, promise_by, show_to
from services.follow_ups.reading import of_source
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.reminding import remind_all, reminders_for
from services.house import House
from services.requests import file_question
from services.unwanted import keep_wanted
from tests.conftest import HandClock
from tests.services.follow_ups.planting import JUNE, LAST_YEAR, TODAY, Hall
from tests.services.townsfolk import told

MONTH_BEFORE = datetime(2026, 4, 29, 9, tzinfo=UTC)
LAST_DAY = datetime(2026, 5, 29, 9, tzinfo=UTC)
NIGHT_AFTER = datetime(2026, 6, 1, 3, tzinfo=UTC)


def test_staff_are_reminded_before_on_the_day_and_after_once_each(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.promise("À moi", person_id=hall.staff.id)
        hall.promise("À personne")
        assert remind_all(session, house) == 0
        kinds = []
        for moment in (MONTH_BEFORE, LAST_DAY, NIGHT_AFTER):
            clock.set(moment)
            assert remind_all(session, house) > 0
            assert remind_all(session, house) == 0
            reminded = reminders_for(session, hall.commune.id, hall.reader())
            assert [one.text for one in reminded] == ["À moi", "À personne"]
            kinds.append(reminded[0].kind)
        assert kinds == ["reminder_soon", "reminder_last_day", "reminder_escalation"]
        acts = set(session.scalars(select(AuditEntry.act).where(AuditEntry.act.startswith("follow_up_reminder"))))
        assert acts == {f"follow_up_{kind}" for kind in kinds}

    run(work)


def test_who_follows_hears_once_by_day_that_the_promised_day_is_over(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.tell_ali(hall.promise())
        clock.set(NIGHT_AFTER)
        remind_all(session, house)
        clock.wait(days=40)
        remind_all(session, house)
        assert told(session, house) == [
            "R1, Multiplier les canaux d'information : promis pour le 29/05/2026 et pas encore fait. "
            "Vous saurez quand cela avance."
        ]
        row = session.scalars(select(Outbox)).one()
        assert row.due_at.hour == 7  # eight o'clock in Porto-Novo

    run(work)


def test_a_new_day_is_reminded_of_anew_and_what_is_done_no_more(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.promise()
        clock.set(NIGHT_AFTER)
        remind_all(session, house)
        promise_by(*hall.keys, 1, JUNE, "Retard du marché", **hall.who)
        assert reminders_for(session, hall.commune.id, hall.reader()) == []
        clock.set(NIGHT_AFTER.replace(day=26))
        assert remind_all(session, house) > 0
        move(*hall.keys, 1, Move("done"), **hall.who)
        assert reminders_for(session, hall.commune.id, hall.reader()) == []
        clock.set(NIGHT_AFTER.replace(month=8))
        assert remind_all(session, house) == 0

    run(work)


def test_nobody_is_told_that_an_old_table_is_late(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        hall.tell_ali(hall.promise(due_on=LAST_YEAR, promised_on=LAST_YEAR.replace(month=1)))
        assert remind_all(session, house) > 0
        assert told(session, house) == []

    run(work)


def test_who_asked_hears_what_the_answer_promises_and_follows_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        where = {"commune": hall.commune, "contact": hall.ali, "line": hall.line}
        request = file_question(
            session, house, text="Quand la pompe sera réparée ?", topic="water", language="fr", **where
        )
        before = len(told(session, house))
        given = PromisedAnswer("Réparer la pompe de Zongo", "Service technique", due_on=JUNE)
        row = promise_in_answer(*hall.keys, request.id, given, **hall.who)
        assert told(session, house)[before:] == [
            f"Sur {request.reference} la mairie s'engage : Réparer la pompe de Zongo, pour le 30/06/2026. "
            "Pour suivre : SUIVI R1"
        ]
        assert promise_in_answer(*hall.keys, request.id, given, **hall.who) is row  # pressed twice
        assert len(told(session, house)) == before + 1
        to_all = {"today": TODAY, "reader": hall.reader()}
        promised = of_source(session, hall.commune.id, "request", request.id, **to_all)
        move(*hall.keys, row.number, Move("in_progress"), **hall.who)
        assert told(session, house)[-1] == "R1, Réparer la pompe de Zongo : en cours."
        assert [one.number for one in promised] == [1]
        assert asked_follow_up(session, hall.commune, "R1", [hall.ali.id]) is row
        show_to(*hall.keys, 1, "named", **hall.who)
        assert is_followed(session, row, [hall.ali.id])  # it was promised to them
        for contact, reference in ((hall.bio, "R1"), (hall.ali, "R2"), (hall.ali, "R"), (hall.ali, "R99999999")):
            with pytest.raises(Refusal) as no:
                asked_follow_up(session, hall.commune, reference, [contact.id])
            assert no.value.reason == FollowUpNo.NO_SUCH

    run(work)


def test_who_follows_may_end_it_and_what_still_waits_is_not_sent(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        row = hall.promise()
        hall.tell_ali(row)
        assert not follow(session, house, row, hall.ali.id, hall.line.id)
        assert followed_references(session, hall.commune.id, [hall.ali.id]) == ["R1"]
        move(*hall.keys, 1, Move("in_progress"), **hall.who)
        (waiting,) = session.scalars(select(Outbox)).all()
        pair = session.execute(select(Outbox, Contact).join(Contact, Contact.id == Outbox.contact_id)).all()
        assert keep_wanted(session, pair) == pair
        assert unfollow(session, row, [hall.ali.id, hall.bio.id])
        assert not unfollow(session, row, [hall.ali.id])
        assert keep_wanted(session, pair) == []
        assert waiting.purpose == f"follow_up:{row.id}"

    run(work)


def test_who_is_forgotten_follows_nothing_and_nobody_for_ever(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        row = hall.promise()
        hall.tell_ali(row)
        erase_contact(session, hall.ali, clock())
        assert not is_followed(session, row, [hall.ali.id])
        follow(session, house, row, hall.bio.id, hall.line.id)
        move(*hall.keys, 1, Move("done"), **hall.who)
        forget_followers(session, clock())
        assert is_followed(session, row, [hall.bio.id])
        clock.wait(days=366)
        forget_followers(session, clock())
        assert not is_followed(session, row, [hall.bio.id])

    run(work)
