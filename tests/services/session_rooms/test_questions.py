"""Questions for a session: by phone before and during it, aloud, hidden, put together, answered, and told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import FollowUp, InformationRequest, PublicSession, RoomAsking, SessionRoom
from models.public_session import SessionState
from models.request import RequestState
from services.follow_ups.moving import Move, move
from services.public_sessions.announcing import NewSession, add_session, remove_session
from services.public_sessions.reasons import SessionNo
from services.retention import forget_words
from services.session_rooms.answering import (
    PromisedInRoom,
    Told,
    answer_in_room,
    promise_in_room,
    put_into_writing,
)
from services.session_rooms.asking import SaidAloud, ask_aloud
from services.session_rooms.joining import join, part
from services.session_rooms.reading import OnScreen, RoomView, ScreenView, read_room, read_screen
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import renew_screen, session_on_screen, set_taking
from services.session_rooms.sorting import clear_screen, hide, let_in, show
from tests.services.session_rooms.planting import PHONES, Room
from tests.services.townsfolk import NOW

ABOUT_MONEY = "QUESTION Pourquoi le budget de l'eau de Zongo a-t-il baissé ?"
ALIKE = "QUESTION pourquoi a baissé le budget de l'eau à Zongo"
OTHER = "QUESTION A quelle heure ouvre l'état civil le samedi ?"


def view(room: Room) -> RoomView:
    found: RoomView = room.read(lambda db: read_room(db, room.house, room.row(db)))
    return found


def screen(room: Room) -> ScreenView:
    found: ScreenView = room.read(lambda db: read_screen(db, room.house, room.row(db)))
    return found


def requests(room: Room) -> list[InformationRequest]:
    found: list[InformationRequest] = room.read(
        lambda db: list(db.scalars(select(InformationRequest).order_by(InformationRequest.id)))
    )
    return found


def why(act: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(Refusal) as no:
        act(*given, **named)
    return str(no.value.reason)


def ids(room: Room) -> list[int]:
    return [one.id for one in sorted(view(room).questions, key=lambda one: one.id)]


def test_before_a_session_questions_on_the_budget_go_to_it_and_stay_questions(room: Room) -> None:
    answer = room.say(ABOUT_MONEY)
    assert "DI-26-0001" in answer and "séance" in answer
    assert "séance" not in room.say(OTHER, PHONES[1])
    assert [one.words for one in view(room).questions] == ["Pourquoi le budget de l'eau de Zongo a-t-il baissé ?"]
    assert [row.state for row in requests(room)] == [RequestState.RECEIVED] * 2
    assert all(row.due_on for row in requests(room))
    assert room.say(ABOUT_MONEY).count("DI-26-0001")  # sent twice: one question, asked once
    assert [one.asked for one in view(room).questions] == [1]


def test_while_it_is_open_every_question_goes_to_it_and_none_afterwards(room: Room) -> None:
    room.opens()
    assert "séance" in room.say(OTHER)
    room.closes()
    assert "séance" not in room.say("QUESTION Combien coûte le budget du pont de Kpassa ?", PHONES[1])
    assert len(view(room).questions) == 1 and len(requests(room)) == 2


@pytest.mark.parametrize(
    "values",
    [
        {"state": SessionState.CANCELLED},
        {"kind": None},
        {"state": SessionState.OPEN, "opened_at": "long ago"},
    ],
)
def test_no_session_takes_what_none_is_there_for(room: Room, values: dict[str, Any]) -> None:
    if "opened_at" in values:
        values |= {"opened_at": room.clock() - timedelta(days=2)}
    room.set(**values)
    assert "séance" not in room.say(ABOUT_MONEY)
    assert view(room).questions == ()


def test_staff_say_that_a_session_takes_none(room: Room) -> None:
    room.write(set_taking, room.id, takes=False)
    assert "séance" not in room.say(ABOUT_MONEY)
    room.write(set_taking, room.id, takes=True)
    assert "séance" in room.say(ABOUT_MONEY, PHONES[1])


def test_whoever_accuses_or_calls_for_help_is_heard_by_the_staff_alone(room: Room) -> None:
    room.opens()
    room.say("QUESTION pourquoi le maire a volé l'argent du budget de l'école ?")
    room.say("QUESTION au secours la maison brûle", PHONES[1])
    assert view(room).questions == ()
    assert len(requests(room)) >= 1


def test_nothing_stands_before_the_room_that_nobody_has_read_and_no_number_ever(room: Room) -> None:
    room.say("QUESTION Où est passé le budget du pont ? Appelez-moi au 97 00 11 22, je m'appelle Awa Kone")
    assert screen(room).waiting == () and screen(room).shown is None
    (only,) = view(room).questions
    assert "97" not in only.words and "Awa" not in only.words  # staff read the rest before they let it in
    room.write(let_in, only.id, "Où est passé le budget du pont ?")
    assert screen(room).waiting == (OnScreen("Où est passé le budget du pont ?", 1),)
    room.write(show, only.id)
    assert screen(room).shown == OnScreen("Où est passé le budget du pont ?", 1) and screen(room).waiting == ()
    room.write(clear_screen, room.id)
    assert screen(room).shown is None and len(screen(room).waiting) == 1


def test_one_question_is_shown_at_a_time(room: Room) -> None:
    room.say(ABOUT_MONEY)
    room.say("QUESTION Pourquoi les impôts du marché ont-ils augmenté ?", PHONES[1])
    first, second = ids(room)
    for one in (first, second):
        room.write(let_in, one, f"Question {one}")
        room.write(show, one)
    assert screen(room).shown == OnScreen(f"Question {second}", 1)
    assert screen(room).waiting == (OnScreen(f"Question {first}", 1),)


def test_an_unfit_question_is_hidden_for_a_reason_and_stays_a_question_to_the_town_hall(room: Room) -> None:
    room.say(ABOUT_MONEY)
    (only,) = ids(room)
    assert why(room.write, hide, only, " ") == RoomNo.WITHOUT_REASON
    room.write(hide, only, "Hors sujet")
    assert view(room).questions[0].reason == "Hors sujet" and screen(room).waiting == ()
    assert why(room.write, show, only) == RoomNo.QUESTION_OVER
    assert requests(room)[0].state == RequestState.RECEIVED
    room.write(let_in, only, "Le budget de l'eau")  # hidden by mistake
    assert view(room).questions[0].state == "listed" and view(room).questions[0].reason is None


def test_alike_ones_are_found_put_together_and_taken_apart_again(room: Room) -> None:
    room.say(ABOUT_MONEY)
    room.say(ALIKE, PHONES[1])
    room.say("QUESTION Pourquoi les impôts du marché ont-ils augmenté ?", PHONES[2])
    (alike,) = view(room).alike
    assert len(alike) == 2
    assert why(room.write, join, room.id, [alike[0].id], "x") == RoomNo.TOO_FEW_JOINED
    kept = room.write(join, room.id, [one.id for one in alike], "Pourquoi moins pour l'eau ?").id
    assert screen(room).waiting == (OnScreen("Pourquoi moins pour l'eau ?", 2),)
    first, second = next(one for one in view(room).questions if one.id == kept).askings
    room.write(part, second.id)
    assert screen(room).waiting == (OnScreen("Pourquoi moins pour l'eau ?", 1),)
    assert why(room.write, part, first.id) == RoomNo.ONLY_ONE_ASKED
    assert len(view(room).of("waiting")) == 2


def test_a_question_asked_aloud_is_typed_once_with_who_asks_as_what_and_a_sealed_name(room: Room) -> None:
    said = SaidAloud("Qui tient l'inventaire ?", "civil_society", "women", "Mme Diarra", token="a" * 32)
    assert why(room.write, ask_aloud, room.id, said) == RoomNo.NOT_BEGUN
    room.opens()
    first = room.write(ask_aloud, room.id, said).id
    assert room.write(ask_aloud, room.id, said).id == first  # a form sent twice
    (only,) = view(room).questions
    assert (only.asked, only.askings[0].presence, only.askings[0].sex) == (1, "civil_society", "women")
    assert only.askings[0].name == "Mme Diarra" and only.state == "listed"
    sealed = room.read(lambda db: db.scalars(select(RoomAsking.name)).one())
    assert b"Diarra" not in sealed
    room.clock.wait(days=366)
    room.house.work.write(lambda db: forget_words(db, room.clock()))
    assert view(room).questions[0].askings[0].name == ""


def test_an_answer_is_told_to_everybody_who_asked_by_phone_and_stands_in_the_register(room: Room) -> None:
    room.say(ABOUT_MONEY)
    room.say(ALIKE, PHONES[1])
    room.opens()
    kept = room.write(join, room.id, ids(room), "Pourquoi moins pour l'eau ?").id
    assert why(room.write, answer_in_room, kept, "Le forage est payé.", "") == RoomNo.WITHOUT_FUNCTION
    told = room.write(answer_in_room, kept, "Le forage est payé par la région.", "Chef des finances")
    assert told == Told(2, 2)
    assert [("DI-26-0001" in one, "payé par la région" in one) for one in room.told()] == [(True, True), (False, True)]
    rows = requests(room)
    assert [row.state for row in rows] == [RequestState.ANSWERED] * 2
    assert rows[0].public_text == "Pourquoi moins pour l'eau ?" and rows[0].public_answer == rows[0].answer
    assert room.write(answer_in_room, kept, "Le forage est payé par l'État.", "Chef des finances") == Told(2, 2)
    assert room.write(answer_in_room, kept, "Le forage est payé par l'État.", "Le maire") == Told(0, 0)
    (only,) = view(room).questions
    assert (only.state, only.answered_by) == ("answered", "Le maire")


def test_what_staff_have_settled_otherwise_is_not_told_twice(room: Room) -> None:
    room.say(ABOUT_MONEY)
    room.opens()

    def settle(session: Session) -> None:
        session.scalars(select(InformationRequest)).one().state = RequestState.CLOSED

    room.house.work.write(settle)
    room.write(let_in, ids(room)[0], "Pourquoi moins pour l'eau ?")
    assert room.write(answer_in_room, ids(room)[0], "Voilà.", "Le maire") == Told(0, 0)
    assert room.told() == []


def test_a_question_is_put_into_writing_and_one_said_aloud_is_filed_then(room: Room) -> None:
    room.opens()
    asked = room.write(ask_aloud, room.id, SaidAloud("Où est le programme annuel ?")).id
    request = room.write(put_into_writing, asked)
    assert request.reference == "DI-26-0001" and request.channel == "session" and request.due_on
    assert view(room).questions[0].askings[0].reference == "DI-26-0001"
    assert why(room.write, put_into_writing, asked) == RoomNo.QUESTION_OVER
    room.say(OTHER)
    by_phone = ids(room)[1]
    for unread, given in ((put_into_writing, ()), (answer_in_room, ("A 8 h.", "Etat civil"))):
        assert why(room.write, unread, by_phone, *given) == RoomNo.QUESTION_UNREAD  # its words would become public
    room.write(let_in, by_phone, "A quelle heure ouvre l'état civil ?")
    assert room.write(put_into_writing, by_phone).reference == "DI-26-0002" and len(requests(room)) == 2
    assert room.write(answer_in_room, by_phone, "A 8 h.", "Etat civil") == Told(1, 1)  # answered there after all


def test_what_is_promised_in_the_room_is_told_and_so_is_what_becomes_of_it(room: Room) -> None:
    room.say(ABOUT_MONEY)
    room.say("STOP", PHONES[1])
    room.say(ALIKE, PHONES[1])
    room.opens()
    kept = room.write(join, room.id, ids(room), "Pourquoi moins pour l'eau ?").id
    promise = PromisedInRoom("Publier les dépenses d'eau", "Finances", date(2026, 9, 1))
    made: FollowUp = room.write(promise_in_room, kept, promise)
    assert (made.origin, made.visibility, made.occasion) == ("room_question", "public", "Restitution du budget")
    assert why(room.write, promise_in_room, kept, promise) == RoomNo.PROMISED_ALREADY
    (told,) = room.told()  # whoever sent STOP is told nothing
    assert "DI-26-0001" in told and "R1" in told
    room.write(move, made.number, Move("done", "Publié au mur."))
    assert "Publié au mur" in room.told()[1]
    assert view(room).questions[0].reference == "R1"


def test_the_address_of_a_screen_is_secret_of_that_session_and_dies_with_it(room: Room) -> None:
    first = room.write(renew_screen, room.id)
    second = room.write(renew_screen, room.id)
    assert first != second and len(second) == 32

    def found(token: str) -> int | None:
        row: PublicSession | None = room.read(lambda db: session_on_screen(db, room.house, room.commune_id, token))
        return row.id if row else None

    assert (found(second), found(first), found("é" * 32)) == (room.id, None, None)
    room.opens()
    assert found(second) == room.id and view(room).screen == second
    room.closes()
    assert found(second) is None
    assert why(room.write, renew_screen, room.id) == RoomNo.NOT_OPEN


def test_another_commune_finds_nothing_of_it(room: Room) -> None:
    room.say(ABOUT_MONEY)
    (only,) = ids(room)
    room.opens()
    other = {"staff_id": None}
    for act, given in ((let_in, ("x",)), (hide, ("x",)), (show, ()), (answer_in_room, ("x", "y"))):
        with pytest.raises(Refusal) as no:
            room.house.work.write(
                lambda db, act=act, given=given: act(db, room.house, room.commune_id + 1, only, *given, **other)
            )
        assert no.value.reason == RoomNo.QUESTION_UNKNOWN


def test_a_session_where_something_was_asked_is_cancelled_and_not_taken_off_the_list(room: Room) -> None:
    room.write(renew_screen, room.id)
    room.say(ABOUT_MONEY)
    assert why(room.write, remove_session, room.id) == SessionNo.IN_USE
    other = room.write(add_session, NewSession("Autre", "Mairie", NOW + timedelta(days=9)))
    room.write(set_taking, other, takes=True)
    room.write(remove_session, other)
    assert room.read(lambda db: db.scalars(select(SessionRoom.session_id)).all()) == [room.id]
