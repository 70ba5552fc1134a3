"""What everybody reads of a room: what was let in, answered and voted, and its report once it is published."""

from __future__ import annotations

from typing import Any

from models.follow_up import Visibility
from printing.written_report import WrittenReport, report_pdf
from services.clock import day_in
from services.documents import withdraw_document
from services.follow_ups.moving import show_to
from services.printing.session_report import session_report
from services.session_rooms.answering import PromisedInRoom, answer_in_room, promise_in_room
from services.session_rooms.publishing import publish_report
from services.session_rooms.sorting import let_in
from services.session_rooms.told import ToldRoom, told_room
from services.session_rooms.voting import HandCount, NewVote, count_hands, put_to_vote, withdraw
from services.uploads import keep_upload
from tests.services.session_rooms.planting import Room
from tests.services.session_rooms.test_questions import ABOUT_MONEY, ids

SIGNED = ("Secrétaire de séance", "Présidente du groupe de suivi")


def told(room: Room) -> ToldRoom:
    today = day_in(room.clock(), "UTC")
    found: ToldRoom = room.read(lambda db: told_room(db, room.house, room.row(db), today=today))
    return found


def vote(room: Room, text: str, *hands: int) -> None:
    which = room.write(put_to_vote, room.id, NewVote(text, "hands")).id
    room.write(count_hands, which, HandCount(*hands, SIGNED))


def test_what_was_let_in_answered_and_promised_is_told_and_nothing_before(room: Room) -> None:
    room.say(ABOUT_MONEY)
    (only,) = ids(room)
    room.write(let_in, only, "Pourquoi moins pour l'eau ?")
    assert told(room) == ToldRoom()  # it is still to come
    room.opens()
    room.say("QUESTION Et le budget de mon voisin ?")
    room.write(answer_in_room, only, "Appelez le 76 11 22 33.", "Chef des finances")
    room.write(promise_in_room, only, PromisedInRoom("Payer le forage"))
    (question,) = told(room).questions
    assert (question.words, question.asked) == ("Pourquoi moins pour l'eau ?", None)  # one person is no number
    assert question.answered_by == "Chef des finances" and "76 11 22 33" not in (question.answer or "76 11 22 33")
    assert question.promise and question.promise.reference == "R1"
    room.write(show_to, 1, Visibility.STAFF)
    assert told(room).questions[0].promise is None


def test_votes_that_were_counted_are_told_with_what_they_became(room: Room) -> None:
    room.opens()
    vote(room, "Deux séances", 9, 20, 8)
    vote(room, "Une séance de plus", 30, 1, 1)
    room.write(withdraw, room.write(put_to_vote, room.id, NewVote("Mal dit", "hands")).id, "Mal dit")
    room.write(put_to_vote, room.id, NewVote("En cours", "hands"))
    found = told(room)
    assert [one.text for one in found.votes] == ["Deux séances", "Une séance de plus"]
    assert [one.text for one in found.rejected] == ["Deux séances"]
    adopted = found.vote_on(1)
    assert adopted and (adopted.votes_for, adopted.signers) == (30, SIGNED)


def test_its_report_is_told_while_it_is_published(room: Room) -> None:
    room.opens()

    def publish(language: str) -> Any:
        made: WrittenReport = room.read(lambda db: session_report(db, room.house, room.commune_id, room.id, language))
        return room.write(publish_report, room.id, made, keep_upload(room.house, "rapport.pdf", report_pdf(made)))

    first = publish("fr")
    publish("ar")
    assert [one.language for one in told(room).reports] == ["fr", "ar"]
    where = {"commune_id": room.commune_id, "document_id": first.id, "staff_id": None}
    room.house.work.write(lambda db: withdraw_document(db, room.house, **where))
    assert [one.language for one in told(room).reports] == ["ar"]
    publish("fr")  # the one that stood is withdrawn
    assert [one.language for one in told(room).reports] == ["ar", "fr"]
