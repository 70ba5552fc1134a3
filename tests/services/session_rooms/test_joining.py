"""Questions put together keep what was promised because of them, and what was promised goes on in the next session."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import FollowUp, PublicSession, RoomQuestion
from models.public_session import SessionState
from services.follow_ups.finding import EVERYBODY
from services.follow_ups.moving import Move, move
from services.printing.session_report import earlier_of
from services.public_sessions.recommendations import Recommendations, open_with_what_is_left, recommendations_of
from services.public_sessions.running import open_session
from services.session_rooms.answering import PromisedInRoom, promise_in_room
from services.session_rooms.asking import SaidAloud, ask_aloud
from services.session_rooms.joining import join
from services.session_rooms.reasons import RoomNo
from services.session_rooms.voting import HandCount, NewVote, count_hands, put_to_vote
from tests.services.session_rooms.planting import PHONES, Room
from tests.services.session_rooms.test_questions import ABOUT_MONEY, ids, view, why
from tests.services.townsfolk import NOW, planted

WATER = "QUESTION Pourquoi le budget de l'eau de Zongo a-t-il baissé ?"
AGAIN = "QUESTION pourquoi a baissé le budget de l'eau à Zongo"


def test_a_promise_stays_with_the_question_that_is_kept_and_all_who_ask_it_follow(room: Room) -> None:
    room.opens()
    room.say(WATER, PHONES[0])
    room.say(AGAIN, PHONES[1])
    first, second = ids(room)
    room.write(promise_in_room, second, PromisedInRoom("Publier le détail"))
    assert len(room.told()) == 1
    kept = room.write(join, room.id, [first, second], "Pourquoi l'eau a-t-elle baissé ?").id
    assert kept == first and view(room).questions[0].reference == "R1"
    assert why(room.write, promise_in_room, kept, PromisedInRoom("Publier")) == RoomNo.PROMISED_ALREADY
    assert room.read(lambda db: db.scalars(select(FollowUp.origin_id)).one()) == kept
    assert len(room.told()) == 2 and "DI-26-0001" in room.told()[1] and "R1" in room.told()[1]
    room.write(move, 1, Move("done", "Publié au mur."))
    assert sum("Publié au mur" in text for text in room.told()) == 2


def test_two_questions_of_which_something_came_each_stay_apart(room: Room) -> None:
    room.opens()
    first = room.write(ask_aloud, room.id, SaidAloud("Qui paie ?")).id
    second = room.write(ask_aloud, room.id, SaidAloud("Combien ?")).id
    room.write(promise_in_room, first, PromisedInRoom("Le dire"))
    vote = room.write(put_to_vote, room.id, NewVote("Publier les prix", "hands", question_id=second)).id
    room.write(count_hands, vote, HandCount(9, 0, 0, ("Secrétaire", "Témoin")))
    assert why(room.write, join, room.id, [first, second], "Qui paie combien ?") == RoomNo.PROMISED_EACH
    assert len(room.read(lambda db: db.scalars(select(RoomQuestion.id)).all())) == 2


def recommended(room: Room) -> Recommendations:
    today = room.clock().date()
    found: Recommendations = room.read(lambda db: recommendations_of(db, room.row(db), today=today, reader=EVERYBODY))
    return found


def numbers(some: Any) -> list[int]:
    return [one.row.number for one in some]


def test_what_was_promised_in_a_room_is_told_there_and_opens_the_next_session(room: Room) -> None:
    room.opens()
    promised = room.write(ask_aloud, room.id, SaidAloud("Qui paie ?")).id
    done = room.write(ask_aloud, room.id, SaidAloud("Combien ?")).id
    for question, text in ((promised, "Publier la liste"), (done, "Afficher les prix")):
        room.write(promise_in_room, question, PromisedInRoom(text, "Finances", date(2026, 9, 1)))
    room.closes()
    assert (numbers(recommended(room).promised), numbers(recommended(room).left)) == ([1, 2], [])

    def another(session: Any) -> int:
        row = PublicSession(
            commune_id=room.commune_id,
            title="Séance suivante",
            place="Mairie",
            starts_at=room.clock() + timedelta(days=9),
            state=SessionState.ANNOUNCED,
            made_at=room.clock(),
        )
        session.add(row)
        session.flush()
        return int(row.id)

    room.id = room.house.work.write(another)
    room.clock.set(room.clock() + timedelta(days=2))
    room.write(move, 2, Move("done", "Affichés."))
    assert numbers(recommended(room).left) == [1]
    room.clock.set(room.clock() + timedelta(days=7))
    room.write(open_session, room.id)
    assert numbers(recommended(room).earlier) == [1] and not recommended(room).promised
    earlier = room.read(lambda db: numbers(earlier_of(db, room.row(db))))
    assert earlier == [1, 2]  # what ended since is told with what is left


def test_what_is_promised_in_one_room_opens_the_next_session_and_never_its_own(room: Room) -> None:
    room.say(ABOUT_MONEY)
    room.opens()
    promise = PromisedInRoom("Publier les dépenses d'eau", "Finances", date(2026, 9, 1))
    made: FollowUp = room.write(promise_in_room, ids(room)[0], promise)

    def taken_over(session: Session, title: str | None) -> list[int]:
        row = room.row(session) if title is None else None
        if row is None:
            row = PublicSession(commune_id=room.commune_id, title=title, place="Mairie", starts_at=NOW, made_at=NOW)
            planted(session, row)
        open_with_what_is_left(session, room.house, row, staff_id=None)
        open_with_what_is_left(session, room.house, row, staff_id=None)  # pressed twice
        earlier = recommendations_of(session, row, today=date(2026, 9, 2)).earlier
        return [one.row.number for one in earlier]

    for title, numbers in ((None, []), ("Compte administratif", [made.number])):
        assert room.house.work.write(lambda db: taken_over(db, title)) == numbers  # noqa: B023


def test_a_session_opened_before_its_hour_is_told_as_under_way_before_the_next(room: Room) -> None:
    room.set(state=SessionState.OPEN, opened_at=NOW)
    assert room.say("REUNION").startswith("En cours maintenant : Restitution du budget, Salle du conseil.")
    room.closes()
    assert "En cours" not in room.say("REUNION", PHONES[1])
